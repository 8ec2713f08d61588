using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Gatehouse.Protocol.Json;

namespace Gatehouse.Protocol.Tests.Json;

public sealed class StrictJsonTests
{
    private static readonly JsonDocumentOptions _secondReader = new()
    {
        MaxDepth = StrictJson.MaxDepth,
        AllowDuplicateProperties = false,
    };

    private static readonly string[] _pieces =
    [
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"a\"",
        "\"b\"",
        "\"\\u0061\"",
        "\"\\ud83d\\ude00\"",
        "\"\\n\"",
        "\"\"",
        "0",
        "-1",
        "1.5e+3",
        "true",
        "false",
        "null",
        " ",
        "\n",
        "\"a\":1",
        "{\"a\":1}",
        "[]",
        "{}",
        "\"\\x\"",
        "01",
        "1.",
        "-",
        "é",
        "\"é\"",
    ];

    [Theory]
    [InlineData("{}")]
    [InlineData(" [ ] ")]
    [InlineData("\r\n\t{ \"a\" : [ 1 , -0.5e-7 , true , null ] }")]
    [InlineData("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00\"")]
    [InlineData("0")]
    [InlineData("{\"a\":{\"a\":{\"a\":1}},\"A\":1,\"\":1}")]
    public void Strict_text_is_read(string text)
    {
        Assert.True(StrictJson.TryParse(Encoding.UTF8.GetBytes(text), out _, out var fault), fault.ToString());
    }

    [Theory]
    [InlineData("", JsonFaultKind.Syntax, 0)]
    [InlineData(" ", JsonFaultKind.Syntax, 1)]
    [InlineData("{", JsonFaultKind.Syntax, 1)]
    [InlineData("[1", JsonFaultKind.Syntax, 2)]
    [InlineData("{\"a\"", JsonFaultKind.Syntax, 4)]
    [InlineData("{\"a\":", JsonFaultKind.Syntax, 5)]
    [InlineData("{\"a\":1,}", JsonFaultKind.Syntax, 7)]
    [InlineData("[1,]", JsonFaultKind.Syntax, 3)]
    [InlineData("{a:1}", JsonFaultKind.Syntax, 1)]
    [InlineData("01", JsonFaultKind.Syntax, 1)]
    [InlineData("+1", JsonFaultKind.Syntax, 0)]
    [InlineData("1.", JsonFaultKind.Syntax, 2)]
    [InlineData(".5", JsonFaultKind.Syntax, 0)]
    [InlineData("1e", JsonFaultKind.Syntax, 2)]
    [InlineData("NaN", JsonFaultKind.Syntax, 0)]
    [InlineData("nul", JsonFaultKind.Syntax, 0)]
    [InlineData("1 2", JsonFaultKind.Syntax, 2)]
    [InlineData("\"a\nb\"", JsonFaultKind.Syntax, 2)]
    [InlineData("\"a", JsonFaultKind.Syntax, 2)]
    [InlineData("\"\\", JsonFaultKind.Syntax, 2)]
    [InlineData("\"\\u12", JsonFaultKind.Syntax, 2)]
    [InlineData("\"\\u12\0\0\"", JsonFaultKind.Syntax, 2)]
    [InlineData("\"\\u-123\"", JsonFaultKind.Syntax, 2)]
    [InlineData("\"\\ud800\"", JsonFaultKind.LoneSurrogate, 7)]
    [InlineData("\"\\ud800\\u0061\"", JsonFaultKind.LoneSurrogate, 13)]
    [InlineData("\"\\udc00\\ud800\"", JsonFaultKind.LoneSurrogate, 7)]
    [InlineData("\uFEFF{}", JsonFaultKind.Syntax, 0)]
    public void Broken_text_is_refused_with_its_position(string text, JsonFaultKind kind, int position)
    {
        Assert.Equal(new JsonFault(kind, position), StrictJson.Check(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_refused() =>
        Assert.Equal(JsonFaultKind.NotUtf8, StrictJson.Check([(byte)'"', 0xff, (byte)'"']).Kind);

    [Theory]
    [InlineData(StrictJson.MaxDepth, JsonFaultKind.None)]
    [InlineData(StrictJson.MaxDepth + 1, JsonFaultKind.TooDeep)]
    [InlineData(100_000, JsonFaultKind.TooDeep)]
    public void Nesting_is_bounded(int depth, JsonFaultKind kind)
    {
        var arrays = new string('[', depth) + new string(']', depth);
        var objects = string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);
        Assert.Equal(kind, StrictJson.Check(Encoding.UTF8.GetBytes(arrays)).Kind);
        Assert.Equal(kind, StrictJson.Check(Encoding.UTF8.GetBytes(objects)).Kind);
    }

    [Theory]
    [InlineData(StrictJson.MaxMembers, JsonFaultKind.None)]
    [InlineData(StrictJson.MaxMembers + 1, JsonFaultKind.TooManyMembers)]
    public void Members_of_one_object_are_bounded(int count, JsonFaultKind kind)
    {
        var text =
            $$"""{"x":{},{{string.Join(',', Enumerable.Range(1, count - 1).Select(static n => $"\"{n}\":{{\"a\":1}}"))}}}""";
        Assert.Equal(kind, StrictJson.Check(Encoding.UTF8.GetBytes(text)).Kind);
    }

    [Fact]
    public void Same_name_in_different_objects_is_no_repetition() =>
        Assert.Equal(JsonFaultKind.None, StrictJson.Check("""[{"a":1},{"a":{"a":1}},{"b":{"a":1},"a":2}]"""u8).Kind);

    [Fact]
    public void A_second_reader_finds_the_same_texts_strict() =>
        Prop.ForAll(
                Gen.ListOf(Gen.Elements(_pieces)).Select(static pieces => string.Concat(pieces)).ToArbitrary(),
                static text =>
                    (StrictJson.Check(Encoding.UTF8.GetBytes(text)).Kind == JsonFaultKind.None) == IsStrict(text)
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5_000).WithEndSize(12));

    private static bool IsStrict(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, _secondReader);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
