using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Console.Pages;

/// <summary>
/// Writes a page that is complete in itself: nothing else is fetched for it, and it works without its few lines of
/// script. Text goes in through one method that encodes.
/// </summary>
internal sealed class HtmlPage
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _html = new(4096);
    private readonly string _language;

    public HtmlPage(string language, string title, string? goesOnTo = null)
    {
        _language = language;
        _html.Append("<!DOCTYPE html>\n<html lang=\"");
        Text(language);
        _html
            .Append(
                "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
            )
            .Append("<meta name=\"robots\" content=\"noindex\">\n");
        if (goesOnTo is not null)
        {
            Markup("<meta http-equiv=\"refresh\" content=\"0;url=").Text(goesOnTo).Markup("\">\n");
        }

        _html.Append("<title>");
        Text(title);
        _html.Append("</title>\n<style>").Append(PageAssets.Style).Append("</style>\n</head>\n<body>\n<main>\n");
    }

    /// <summary>A phrase of the page's language.</summary>
    public string Phrase(string key) => CauseTexts.Phrase(key, _language);

    /// <summary>A phrase with its <c>{names}</c> filled in.</summary>
    public string Phrase(string key, params (string Name, string Value)[] values) =>
        values.Aggregate(
            Phrase(key),
            static (text, value) => text.Replace("{" + value.Name + "}", value.Value, StringComparison.Ordinal)
        );

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

    /// <summary>A link to a path or address.</summary>
    public HtmlPage Link(string address, string text, string attributes = "") =>
        Markup("<a href=\"").Text(address).Markup($"\"{attributes}>").Text(text).Markup("</a>\n");

    /// <summary>The beginning of a form that is posted.</summary>
    public HtmlPage BeginForm(string action, string formToken) =>
        Markup("<form method=\"post\" action=\"").Text(action).Markup("\">\n").Hidden("csrf_token", formToken);

    /// <summary>A field that is not shown.</summary>
    public HtmlPage Hidden(string name, string value) =>
        Markup($"<input type=\"hidden\" name=\"{name}\" value=\"").Text(value).Markup("\">\n");

    /// <summary>A labelled field. <paramref name="attributes"/> is markup of our own.</summary>
    public HtmlPage Field(string label, string name, string type, string? value, string attributes)
    {
        Markup($"<label for=\"{name}\">").Text(label).Markup("</label>\n");
        Markup($"<input id=\"{name}\" name=\"{name}\" type=\"{type}\" {attributes}");
        if (value is not null)
        {
            Markup(" value=\"").Text(value).Markup("\"");
        }

        return Markup(">\n");
    }

    /// <summary>The button that sends a form.</summary>
    public HtmlPage Button(string text, string attributes = "") =>
        Markup($"<button type=\"submit\"{attributes}>").Text(text).Markup("</button>\n");

    /// <summary>Something that went wrong, said first to whoever listens to the page.</summary>
    public HtmlPage Alert(string title, string detail, IReadOnlyList<string>? fixes = null, string? reference = null)
    {
        Markup("<div class=\"alert\" role=\"alert\">\n<p><strong>")
            .Text(title)
            .Markup("</strong></p>\n")
            .Element("p", detail);
        foreach (var fix in fixes ?? [])
        {
            Element("p", fix);
        }

        if (reference is not null)
        {
            Markup("<p class=\"soft\">")
                .Text(Phrase(PhraseKeys.Reference))
                .Markup(" <code>")
                .Text(reference)
                .Markup("</code></p>\n");
        }

        return Markup("</div>\n");
    }

    /// <summary>An instant, readable by people and programs.</summary>
    public HtmlPage Instant(DateTimeOffset at) =>
        Markup("<time datetime=\"")
            .Text(at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))
            .Markup("\">")
            .Text(at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture))
            .Markup("</time>");

    /// <summary>Whom to ask: a link to the contact address, where there is one.</summary>
    public HtmlPage Contact(string? contact)
    {
        if (contact is null)
        {
            return this;
        }

        var isAddress = contact.Contains("://", StringComparison.Ordinal);
        return Markup("<p class=\"soft\">")
            .Text(Phrase(PagePhrases.Help))
            .Markup(" ")
            .Link(isAddress ? contact : "mailto:" + contact, contact)
            .Markup("</p>\n");
    }

    /// <summary>The whole page in UTF-8.</summary>
    public byte[] ToUtf8() =>
        Encoding.UTF8.GetBytes(
            _html
                .Append("</main>\n<script>")
                .Append(PageAssets.Script)
                .Append("</script>\n</body>\n</html>\n")
                .ToString()
        );
}
