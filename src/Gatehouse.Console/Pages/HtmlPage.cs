using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Gatehouse.Console.Pages;

/// <summary>
/// Writes a page that is complete in itself: no script, no other resource. Text goes in through one method that encodes.
/// </summary>
internal sealed class HtmlPage
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private static readonly string Style = ReadStyle();

    private readonly StringBuilder _html = new(4096);

    public HtmlPage(string language, string title)
    {
        _html.Append("<!DOCTYPE html>\n<html lang=\"");
        Text(language);
        _html
            .Append(
                "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
            )
            .Append("<meta name=\"robots\" content=\"noindex\">\n<title>");
        Text(title);
        _html.Append("</title>\n<style>\n").Append(Style).Append("</style>\n</head>\n<body>\n<main>\n");
    }

    /// <summary>Markup of our own, as it stands.</summary>
    public HtmlPage Markup(string markup)
    {
        _html.Append(markup);
        return this;
    }

    /// <summary>Text of whatever origin, encoded.</summary>
    public HtmlPage Text(string text)
    {
        _html.Append(Encoder.Encode(text));
        return this;
    }

    /// <summary>An element with text in it.</summary>
    public HtmlPage Element(string name, string text) => Markup($"<{name}>").Text(text).Markup($"</{name}>\n");

    /// <summary>A list of texts, left out where there are none.</summary>
    public HtmlPage List(string heading, IReadOnlyList<string> items)
    {
        if (items.Count == 0)
        {
            return this;
        }

        Element("h2", heading).Markup("<ul>\n");
        foreach (var item in items)
        {
            Element("li", item);
        }

        return Markup("</ul>\n");
    }

    /// <summary>The whole page in UTF-8.</summary>
    public byte[] ToUtf8() => Encoding.UTF8.GetBytes(_html.Append("</main>\n</body>\n</html>\n").ToString());

    private static string ReadStyle()
    {
        using var stream = typeof(HtmlPage).Assembly.GetManifestResourceStream("Gatehouse.Console.Pages.page.css")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
