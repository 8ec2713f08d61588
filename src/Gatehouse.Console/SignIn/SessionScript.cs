using System.Text;
using System.Text.Encodings.Web;
using Gatehouse.Console.Pages;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Console.SignIn;

/// <summary>
/// The script that any page of the site may include: it warns before a sign-in ends, offers to stay, and signs in again
/// in a small window, so that what was filled in stays.
/// </summary>
public static class SessionScript
{
    /// <summary>The script with its phrases in a language, UTF-8.</summary>
    public static ReadOnlyMemory<byte> Render(string language) =>
        Encoding
            .UTF8.GetBytes(
                PageAssets
                    .SessionScript.Replace(
                        "{{ended}}",
                        Phrase(PagePhrases.ScriptEnded, language),
                        StringComparison.Ordinal
                    )
                    .Replace("{{ends}}", Phrase(PagePhrases.ScriptEnds, language), StringComparison.Ordinal)
                    .Replace("{{stay}}", Phrase(PagePhrases.ScriptStay, language), StringComparison.Ordinal)
                    .Replace("{{sign-in}}", Phrase(PagePhrases.ScriptSignIn, language), StringComparison.Ordinal)
            )
            .AsMemory();

    private static string Phrase(string key, string language) =>
        JavaScriptEncoder.Default.Encode(CauseTexts.Phrase(key, language));
}
