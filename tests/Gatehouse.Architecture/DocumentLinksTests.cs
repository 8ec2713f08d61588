using Gatehouse.Architecture.Rules;

namespace Gatehouse.Architecture;

public class DocumentLinksTests
{
    [Fact]
    public void Every_link_between_documents_leads_somewhere() =>
        Offences.AreNone(
            Repository
                .Texts()
                .Where(path => path.EndsWith(".md", StringComparison.Ordinal))
                .SelectMany(path =>
                    DocumentLinks.Offences(Repository.Relative(path), File.ReadAllText(path), Repository.Has)
                )
        );

    [Theory]
    [InlineData("[a](gone.md)", "docs/page.md: there is no gone.md")]
    [InlineData("![a](images/gone.svg)", "docs/page.md: there is no images/gone.svg")]
    [InlineData("[a](../gone.md#part)", "docs/page.md: there is no ../gone.md#part")]
    [InlineData("[a](../../there.md)", "docs/page.md: there is no ../../there.md")]
    public void A_planted_offender_is_found(string text, string offence) =>
        Assert.Equal([offence], DocumentLinks.Offences("docs/page.md", text, path => path is "there.md"));

    [Theory]
    [InlineData("[a](../there.md)")]
    [InlineData("[a](../there.md#part)")]
    [InlineData("[a](#part)")]
    [InlineData("[a](https://example.com/gone.md)")]
    public void Other_links_are_no_offenders(string text) =>
        Assert.Empty(DocumentLinks.Offences("docs/page.md", text, path => path is "there.md"));
}
