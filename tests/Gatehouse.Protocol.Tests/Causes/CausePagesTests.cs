using Gatehouse.Protocol.Causes;

namespace Gatehouse.Protocol.Tests.Catalogue;

public sealed class CausePagesTests
{
    private const string Hint =
        "docs/causes differs from the catalogue; write it anew: ./gatehouse cause pages docs/causes";

    [Fact]
    public void Cause_pages_in_docs_are_up_to_date()
    {
        var folder = RepositoryFolder.Of("docs", "causes");
        var expected = CausePages.All().ToDictionary(page => page.FileName, page => page.Content);
        var actual = Directory
            .GetFiles(folder)
            .ToDictionary(file => Path.GetFileName(file), file => File.ReadAllText(file));

        Assert.True(Same(expected, actual), Hint);
    }

    [Fact]
    public void A_page_that_was_changed_or_is_missing_is_noticed()
    {
        var pages = CausePages.All().ToDictionary(page => page.FileName, page => page.Content);
        var changed = new Dictionary<string, string>(pages) { ["token.expired.md"] = "" };
        var missing = new Dictionary<string, string>(pages);
        missing.Remove("token.expired.md");

        Assert.False(Same(pages, changed));
        Assert.False(Same(pages, missing));
        Assert.False(Same(missing, pages));
    }

    private static bool Same(Dictionary<string, string> expected, Dictionary<string, string> actual) =>
        expected.Count == actual.Count
        && expected.All(page => actual.TryGetValue(page.Key, out var content) && content == page.Value);
}
