using System.Globalization;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Texts;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Diagnoses;

/// <summary>
/// Makes text that came from outside fit to be shown: every secret of the case is replaced wherever it stands and however it
/// is encoded, what looks like a secret of somebody else too, and control characters are written out.
/// </summary>
public sealed class Redaction
{
    /// <summary>What stands in the place of a secret.</summary>
    public const string Mark = "[removed]";

    // What is longer says no more to a reader; the first cut is made before the search, the second after it.
    private const int Searched = 8 * 1024;
    private const int Shown = 300;

    private readonly SecretSearch? _search;

    /// <summary>Removes the secrets of this case; none where they are to be shown.</summary>
    public Redaction(CaseFile file, bool showSecrets = false) =>
        _search = showSecrets ? null : new SecretSearch(SeenSecrets.Of(file));

    /// <summary>Whether secrets are left where they are.</summary>
    public bool ShowsSecrets => _search is null;

    /// <summary>A sentence with its values cleaned and cut, in this language where it has been translated.</summary>
    public string Show(FormattableString sentence, string language = DoctorTexts.DefaultLanguage) =>
        string.Format(
            CultureInfo.InvariantCulture,
            DoctorTexts.In(language, sentence.Format),
            [.. sentence.GetArguments().Select(value => Safe(value, language))]
        );

    /// <summary>The text without secrets and without anything that a terminal would obey.</summary>
    public string Clean(string text)
    {
        var clean = _search?.Remove(text) ?? text;
        // A password as short as a word of the catalogue must not blot out the catalogue; one that is such a word is removed.
        return VisibleText.Of(clean != Mark && Causes.Find(text) is not null ? text : clean);
    }

    /// <summary>The same, cut to what fits in a line or two.</summary>
    public string Brief(string text, int length = Shown)
    {
        var cut = text.Length > Searched;
        var clean = Clean(cut ? text[..Searched] : text);
        return clean.Length <= length && !cut ? clean : VisibleText.Cut(clean, length);
    }

    /// <summary>The lines of a text, each cleaned; a secret that goes over lines is found too.</summary>
    internal IEnumerable<string> CleanLines(string text) =>
        (_search?.Remove(text) ?? text)
            .Split('\n')
            .Select(line => VisibleText.Of(line.TrimEnd('\r').Replace('\t', ' ')));

    /// <summary>The value of a field as it may be shown: of credentials the scheme's name is left, of cookies their names and attributes.</summary>
    public string Field(HeaderLine line) =>
        ShowsSecrets ? Brief(line.Value) : Brief(SecretFields.Without(line, asked: false));

    /// <summary>The same for a request, where what is not known to be harmless may be a credential.</summary>
    public string AskedField(HeaderLine line) =>
        ShowsSecrets ? Brief(line.Value) : Brief(SecretFields.Without(line, asked: true));

    // Numbers and instants are formatted by the template; everything else may have come from outside.
    private object? Safe(object? value, string language) =>
        value switch
        {
            null => null,
            string text => Brief(text),
            FormattableString inner => Show(inner, language),
            OwnWords own => Brief(own.In(language)),
            byte or short or int or long or double or decimal or DateTimeOffset or DateTime or TimeSpan => value,
            _ => Brief(Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty),
        };
}
