using System.Text;
using Gatehouse.Decisions.Facts;

namespace Gatehouse.Decisions.Tests.Facts;

public class MultipartFieldTests
{
    private const string Type = "multipart/form-data; boundary=XX";

    public static TheoryData<string, string, string, int, string?> Bodies =>
        new()
        {
            { "One field", Type, Part("t", "v") + "--XX--\r\n", 1, "v" },
            { "After a file", Type, Part("file\"; filename=\"a", "\r\n--X\r\n") + Part("t", "v") + "--XX--", 1, "v" },
            { "After a preamble", Type, "none of ours\r\n" + Part("t", "v") + "--XX--", 1, "v" },
            { "Twice", Type, Part("t", "v") + Part("t", "w") + "--XX--", 2, "v" },
            { "Another name", Type, Part("tt", "v") + Part("xt", "v") + "--XX--", 0, null },
            { "Empty", Type, Part("t", "") + "--XX--", 1, "" },
            { "Content type of its own", Type, Typed("t", "v") + "--XX--", 1, "v" },
            { "Name before more", Type, Part("t\"; x=\"y", "v") + "--XX--", 1, "v" },
            { "Quoted boundary", "Multipart/Form-Data; Boundary=\"XX\"", Part("t", "v") + "--XX--", 1, "v" },
            { "Boundary before more", Type + "; charset=utf-8", Part("t", "v") + "--XX--", 1, "v" },
            { "No end within the beginning", Type, Part("t", "v"), 0, null },
            { "A head without an end", Type, "--XX\r\nContent-Disposition: form-data; name=\"t\"", 0, null },
            { "A part in a part's content", Type, Part("a", "x--XX\r\n" + Head("t")) + "--XX--", 0, null },
            { "Delimiters alone", Type, "--XX\r\n--XX\r\n--XX--", 0, null },
            { "No boundary", "multipart/form-data", Part("t", "v") + "--XX--", 0, null },
            { "Empty boundary", "multipart/form-data; boundary=", Part("t", "v") + "--XX--", 0, null },
            { "Endless boundary", "multipart/form-data; boundary=" + new string('X', 71), "", 0, null },
            { "Another type", "multipart/mixed; boundary=XX", Part("t", "v") + "--XX--", 0, null },
            { "Nothing", Type, "", 0, null },
        };

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Field_is_found_where_it_stands_as_a_part(
        string what,
        string type,
        string body,
        int count,
        string? value
    )
    {
        Assert.NotEmpty(what);
        Assert.Equal(count, MultipartField.Count(type, Encoding.UTF8.GetBytes(body), "t", out var found));
        Assert.Equal(value, found);
    }

    [Fact]
    public void Every_beginning_of_a_body_can_be_read()
    {
        var body = Encoding.UTF8.GetBytes(Part("a", "b") + Part("t", "v") + Part("c", "d") + "--XX--\r\n");
        for (var length = 0; length <= body.Length; length++)
        {
            var count = MultipartField.Count(Type, body.AsSpan(0, length), "t", out var value);
            Assert.Equal(count == 0 ? null : "v", value);
        }
    }

    private static string Head(string name) => $"Content-Disposition: form-data; name=\"{name}\"\r\n\r\n";

    private static string Part(string name, string content) => $"--XX\r\n{Head(name)}{content}\r\n";

    private static string Typed(string name, string content) =>
        $"--XX\r\nContent-Type: text/plain\r\n{Head(name)}{content}\r\n";
}
