using Gatehouse.Console.Pages;

namespace Gatehouse.Console.SecondFactor;

/// <summary>The field for a code, of a device or a recovery code: digits both.</summary>
internal static class CodeFields
{
    public static HtmlPage CodeField(this HtmlPage page, string label, string more) =>
        page.Field(
            page.Phrase(label),
            "code",
            "text",
            value: null,
            "inputmode=\"numeric\" autocomplete=\"one-time-code\" maxlength=\"40\" spellcheck=\"false\" required" + more
        );
}
