using System.Text;

namespace Gatehouse.Decisions.Users;

/// <summary>User names in the one form in which they are stored, compared and counted.</summary>
public static class UserName
{
    /// <summary>The longest canonical name, in characters.</summary>
    public const int MaximumLength = 128;

    /// <summary>
    /// The canonical form: Unicode NFKC, lower case by the invariant rules, without surrounding white space. False for an
    /// empty or overlong name, and for one with control, format or comma characters, which could not travel in a header.
    /// </summary>
    public static bool TryCanonicalise(string? name, out string canonical)
    {
        canonical = "";
        if (string.IsNullOrEmpty(name) || name.Length > MaximumLength)
        {
            return false;
        }

        if (IsPlain(name))
        {
            canonical = name;
            return true;
        }

        try
        {
            canonical = name.Normalize(NormalizationForm.FormKC)
                .Trim()
                .ToLowerInvariant()
                .Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            // A lone surrogate has no normal form.
            return false;
        }

        foreach (var rune in canonical.EnumerateRunes())
        {
            if (
                rune.Value is ',' or ':'
                || Rune.GetUnicodeCategory(rune)
                    is System.Globalization.UnicodeCategory.Control
                        or System.Globalization.UnicodeCategory.Format
                        or System.Globalization.UnicodeCategory.Surrogate
                        or System.Globalization.UnicodeCategory.PrivateUse
                        or System.Globalization.UnicodeCategory.OtherNotAssigned
                        or System.Globalization.UnicodeCategory.LineSeparator
                        or System.Globalization.UnicodeCategory.ParagraphSeparator
            )
            {
                return false;
            }
        }

        return canonical.Length is > 0 and <= MaximumLength;
    }

    private static bool IsPlain(string name)
    {
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c is not ('.' or '-' or '_' or '@' or '+'))
            {
                return false;
            }
        }

        return true;
    }
}
