using Gatehouse.Gateway.Configuration;

namespace Gatehouse.Gateway.Tests.Configuration;

public sealed class UnreadableFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gatehouse-configuration-").FullName;

    public static TheoryData<string, string, string, int> Texts { get; } =
        new()
        {
            { "An empty file is no configuration", "", "file-empty", 1 },
            { "A file of comments alone is no configuration", "# later\n\n", "file-empty", 1 },
            { "A list in place of a mapping is told", "- a\n", "mapping-expected", 1 },
            { "A word in place of a mapping is told", "hello\n", "mapping-expected", 1 },
            { "A flow mapping that ends too early is told", "realm: A\nroutes: { a: 1\n", "yaml-unreadable", 3 },
            { "A quote that never closes is told", "realm: A\nroutes: 'x\n", "yaml-unreadable", 2 },
            { "A tab as indentation is told", "session:\n\tidle: 5m\n", "yaml-tab", 2 },
            { "A tab after a value is told", "realm: A\n\tdata: x\n", "yaml-tab", 2 },
            { "A key that stands twice is told", "realm: A\nrealm: B\n", "key-duplicate", 2 },
            { "An anchor is refused", "realm: &a A\n", "yaml-anchor", 1 },
            { "A tag is refused", "realm: !!str A\n", "yaml-tag", 1 },
            { "A merge is refused", "<<: { realm: A }\n", "yaml-merge", 1 },
            { "A second document is refused", "realm: A\n---\nrealm: B\n", "yaml-documents", 2 },
            { "A list as a key is refused", "? [a]\n: b\n", "yaml-key", 1 },
            { "A NUL does not end the file", "realm: A\n\0realm: B\n", "yaml-character", 2 },
            { "Half a surrogate pair is no text", "realm: \ud800\n", "yaml-character", 1 },
            {
                "An unquoted star of a host is an alias",
                "routes:\n  - { path: /x, host: *.example }\n",
                "yaml-alias",
                2
            },
            { "An unquoted star is told with the fix", "a:\n  origins: [*]\n", "yaml-unreadable", 2 },
            { "An unquoted IPv6 address is told with the fix", "listen: [http://[::1]:80]\n", "yaml-unreadable", 1 },
            { "An unquoted at sign is told with the fix", "realm: @x\n", "yaml-unreadable", 1 },
        };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Text_that_is_no_configuration_is_told_with_its_line(string sentence, string yaml, string id, int line)
    {
        var problems = ReadConfiguration.From(yaml).Problems;

        Assert.True(
            problems.Any(problem => problem.Id == id && problem.Line == line),
            sentence + ": " + string.Join('\n', problems)
        );
    }

    [Fact]
    public void A_star_is_answered_with_quotes()
    {
        var alias = ReadConfiguration.OneError(ReadConfiguration.From("routes:\n  - { path: /x, host: *.example }\n"));

        Assert.Contains("\"*.example\"", alias.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void Aliases_cannot_multiply_text()
    {
        var bomb = "a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\nroutes: *c\n";

        Assert.Null(ReadConfiguration.From(bomb).Configuration);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{")]
    [InlineData("- ")]
    [InlineData("? ")]
    [InlineData("a: {")]
    public void Depth_is_bounded(string opening)
    {
        var result = ReadConfiguration.From(string.Concat(Enumerable.Repeat(opening, 100_000 / opening.Length)));

        Assert.Null(result.Configuration);
        Assert.NotEmpty(result.Problems);
    }

    [Fact]
    public void Thirty_two_levels_are_the_most()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 40)) + string.Concat(Enumerable.Repeat("]", 40));

        Assert.Equal("yaml-depth", ReadConfiguration.OneError(ReadConfiguration.From($"routes: {deep}\n")).Id);
    }

    [Fact]
    public void More_than_a_mebibyte_is_refused_unread()
    {
        var result = ReadConfiguration.From("# " + new string('x', 1024 * 1024) + "\n");

        Assert.Equal("file-too-large", ReadConfiguration.OneError(result).Id);
    }

    [Fact]
    public void A_file_of_more_than_a_mebibyte_is_refused()
    {
        var path = Path.Combine(_folder, "large.yaml");
        File.WriteAllText(path, "# " + new string('x', 1024 * 1024 + 10));

        Assert.Equal("file-too-large", ReadConfiguration.OneError(ConfigurationReader.ReadFile(path)).Id);
    }

    [Fact]
    public void A_file_that_is_not_there_is_told()
    {
        var path = Path.Combine(_folder, "nothing.yaml");

        Assert.Equal("file-not-found", ReadConfiguration.OneError(ConfigurationReader.ReadFile(path)).Id);
    }

    [Fact]
    public void A_folder_in_place_of_a_file_is_told() =>
        Assert.Equal("file-unreadable", ReadConfiguration.OneError(ConfigurationReader.ReadFile(_folder)).Id);

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_told_with_their_place()
    {
        var path = Path.Combine(_folder, "latin1.yaml");
        File.WriteAllBytes(path, [.. "realm: A\n# caf"u8, 0xE9, .. "\n"u8]);

        var problem = ReadConfiguration.OneError(ConfigurationReader.ReadFile(path));

        Assert.Equal(("file-not-utf8", 2, 6), (problem.Id, problem.Line, problem.Column));
    }

    [Fact]
    public void A_byte_order_mark_is_taken()
    {
        var path = Path.Combine(_folder, "bom.yaml");
        File.WriteAllBytes(path, [0xEF, 0xBB, 0xBF, .. "realm: Marked\n"u8]);

        Assert.Equal("Marked", ReadConfiguration.Good(ConfigurationReader.ReadFile(path)).Realm);
    }

    [Fact]
    public void Relative_paths_start_from_the_files_folder()
    {
        var path = Path.Combine(_folder, "gatehouse.yaml");
        File.WriteAllText(path, "data: store/here\n");

        var configuration = ReadConfiguration.Good(ConfigurationReader.ReadFile(path));

        Assert.Equal(Path.Combine(_folder, "store", "here"), configuration.DataDirectory);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
