using System.Globalization;
using Gatehouse.Console.Pages;
using Gatehouse.Decisions.Passwords;

namespace Gatehouse.Console.SignIn;

/// <summary>What is wrong with a new password, in words, and the field that asks for one.</summary>
internal static class PasswordFaultTexts
{
    public static string Describe(HtmlPage page, PasswordFault fault) =>
        fault switch
        {
            PasswordFault.TooShort => page.Phrase(
                PagePhrases.NewPasswordShort,
                ("length", Text(PasswordRules.MinimumLength))
            ),
            PasswordFault.TooLong => page.Phrase(
                PagePhrases.NewPasswordLong,
                ("length", Text(PasswordRules.MaximumLength))
            ),
            PasswordFault.ContainsName => page.Phrase(PagePhrases.NewPasswordName),
            PasswordFault.Common => page.Phrase(PagePhrases.NewPasswordCommon),
            _ => page.Phrase(PagePhrases.NewPasswordSame),
        };

    public static HtmlPage NewPasswordField(this HtmlPage page) =>
        page.Field(
                page.Phrase(PagePhrases.NewPassword),
                "new-password",
                "password",
                value: null,
                "autocomplete=\"new-password\" maxlength=\"1024\" required aria-describedby=\"rule\""
            )
            .Markup("<p id=\"rule\" class=\"soft\">")
            .Text(page.Phrase(PagePhrases.NewPasswordRule, ("length", Text(PasswordRules.MinimumLength))))
            .Markup("</p>\n");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
