using System.Text.Encodings.Web;

namespace Gatehouse.Lab.Provider;

/// <summary>The plain pages of the provider.</summary>
internal static class ProviderPage
{
    /// <summary>A page with a heading and a body of HTML that the caller has encoded.</summary>
    public static string Write(string heading, string body) =>
        $"""
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <title>{Encode(heading)}</title></head>
            <body style="font: 16px/1.6 system-ui, sans-serif; max-width: 40rem; margin: 4rem auto; padding: 0 1rem; color-scheme: light dark">
            <main><h1>{Encode(heading)}</h1>{body}</main></body></html>

            """;

    /// <summary>A paragraph of text.</summary>
    public static string Paragraph(string text) => $"<p>{Encode(text)}</p>";

    /// <summary>A form that asks again with what was asked for, and who it is chosen by a button for each account.</summary>
    public static string ChooseAccount(IEnumerable<KeyValuePair<string, string>> parameters) =>
        $"""
            <form method="get">{string.Concat(
                parameters
                    .Where(pair => pair.Key != "lab_account")
                    .Select(pair =>
                        $"<input type=\"hidden\" name=\"{Encode(pair.Key)}\" value=\"{Encode(pair.Value)}\">"
                    )
            )}
            {string.Concat(
                ProviderAccount.All.Select(account =>
                    $"<p><button name=\"lab_account\" value=\"{account.Name}\">{Encode(account.DisplayName)} ({account.Name})</button></p>\n"
                )
            )}</form>
            """;

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
