using System.Globalization;
using System.Net;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Gatehouse.Lab.Dress;
using Gatehouse.Lab.Exhibits;
using Gatehouse.Lab.Export;
using Gatehouse.Lab.Serving;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Lab.Index;

/// <summary>The page that a person sees first: every cause, what happens there, how to meet it and how it is cured.</summary>
internal sealed class IndexPage(ExhibitTable exhibits, LabAddresses addresses)
{
    private static readonly string Style = Read("index.css");
    private static readonly string Script = Read("index.js");

    /// <summary>The policy that allows what stands in the page and nothing else.</summary>
    public static string ContentSecurityPolicy { get; } =
        $"default-src 'none'; style-src '{Hash(Style)}'; script-src '{Hash(Script)}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>The page.</summary>
    public string Render()
    {
        var curl = new CurlText(addresses);
        var page = new StringBuilder()
            .Append("<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\">")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
            .Append("<title>Gatehouse lab</title>\n<style>")
            .Append(Style)
            .Append("</style></head>\n<body>\n<header><h1>Every 401 on purpose</h1>\n")
            .Append(
                "<p>Each address below refuses for one cause, as a real server would, and lets nobody through but the cure. "
            );
        page.Append("Add <code>?as=NAME</code> to hear it in another server's words.</p>\n<p>");
        foreach (var (path, name) in LabDocuments.Links)
        {
            page.Append("<a href=\"").Append(path).Append("\">").Append(name).Append("</a> · ");
        }

        page.Append("accounts: ").Append(Accounts()).Append("</p></header>\n");
        page.Append(
            "<main>\n<div class=\"find\" role=\"search\"><label for=\"find\">Find by cause, symptom or status</label>"
        );
        page.Append(
            "<input id=\"find\" type=\"search\" autocomplete=\"off\"><span id=\"count\" class=\"word\" role=\"status\"></span></div>\n"
        );
        foreach (var exhibit in exhibits.All)
        {
            Render(page, exhibit, curl);
        }

        page.Append("</main>\n<footer><h2>Other servers</h2><ul class=\"word\">\n");
        foreach (var dress in Wardrobe.All)
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"<li><code>?as={dress.Name}</code> {Encode(dress.Server)}</li>\n"
            );
        }

        return page.Append("</ul></footer>\n<script>").Append(Script).Append("</script>\n</body></html>\n").ToString();
    }

    private static string Accounts() =>
        string.Join(
            ", ",
            (
                (string[])[LabAccount.Alice, LabAccount.Bob, LabAccount.Locked, LabAccount.Disabled, LabAccount.Expired]
            ).Select(name => $"<code>{name}</code>")
        ) + $", password <code>{LabAccount.Password}</code>";

    private void Render(StringBuilder page, Exhibit exhibit, CurlText curl)
    {
        var id = exhibit.Cause.Id;
        var status = exhibit.Provoke[^1].Status;
        page.Append(CultureInfo.InvariantCulture, $"<article id=\"{id}\"><h2><span class=\"status\">");
        page.Append(status == 0 ? "none" : status.ToString(CultureInfo.InvariantCulture)).Append("</span> ");
        page.Append(CultureInfo.InvariantCulture, $"<a class=\"id\" href=\"/{id}\">{id}</a></h2>\n");
        page.Append("<p><strong>").Append(Encode(CauseTexts.For(exhibit.Cause, "en").Title)).Append(".</strong> ");
        page.Append(Encode(exhibit.Scene)).Append("</p>\n<p class=\"word\">The right client: ");
        page.Append(Encode(exhibit.Client))
            .Append("</p>\n<details><summary>Meet it and cure it</summary>\n<pre tabindex=\"0\">");
        page.Append(Encode(curl.Write(exhibit.Provoke))).Append("</pre>\n<p>Cured:</p>\n<pre tabindex=\"0\">");
        page.Append(Encode(curl.Write(exhibit.Cure, exhibit.Provoke))).Append("</pre>\n");
        if (exhibit.Browser.Count > 0)
        {
            page.Append("<p>In a browser:</p><ol>");
            foreach (var step in exhibit.Browser)
            {
                page.Append("<li>").Append(Encode(addresses.Expand(step))).Append("</li>");
            }

            page.Append("</ol>");
        }

        page.Append("</details></article>\n");
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    private static string Hash(string text) =>
        "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Read(string name)
    {
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream("Gatehouse.Lab.Index." + name)
            ?? throw new InvalidOperationException($"the resource {name} is missing");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
