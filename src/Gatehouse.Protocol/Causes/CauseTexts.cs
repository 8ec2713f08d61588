using System.Collections.Frozen;
using System.Reflection;

namespace Gatehouse.Protocol.Causes;

/// <summary>
/// The texts of the catalogue by language. A language is one file under <c>Texts/</c>, found by its name; it is read
/// when it is first asked for.
/// </summary>
public static class CauseTexts
{
    /// <summary>The language that is used where no other fits.</summary>
    public const string DefaultLanguage = "en";

    private const string Prefix = "causes/texts/";
    private const string Suffix = ".json";

    private static readonly FrozenDictionary<string, Lazy<LanguageTexts>> Files = Discover();

    /// <summary>The codes of the languages that there are, in alphabetical order.</summary>
    public static IReadOnlyList<string> Languages { get; } =
        Files.Keys.Order(StringComparer.Ordinal).ToArray().AsReadOnly();

    /// <summary>
    /// The texts of this cause; in the default language where there is no such language. An outsider is told those of
    /// <see cref="Cause.Public"/>.
    /// </summary>
    public static CauseText For(Cause cause, string language) =>
        In(language).Causes.GetValueOrDefault(cause.Id) ?? In(DefaultLanguage).Causes[cause.Id];

    /// <summary>A phrase of refusal pages; <paramref name="key"/> is one of <see cref="PhraseKeys"/>.</summary>
    /// <exception cref="KeyNotFoundException">There is no such key.</exception>
    public static string Phrase(string key, string language) =>
        In(language).Phrases.GetValueOrDefault(key) ?? In(DefaultLanguage).Phrases[key];

    /// <summary>What a language calls itself, for a choice of languages.</summary>
    public static string NameOf(string language) => In(language).Name;

    /// <summary>
    /// The language for an <c>Accept-Language</c> field (RFC 9110 section 12.5.4): the one of the highest quality, the
    /// first among equals. Never fails: what does not parse is passed over.
    /// </summary>
    public static string Negotiate(string? acceptLanguage) =>
        LanguagePreference.Choose(acceptLanguage, Languages, DefaultLanguage);

    private static LanguageTexts In(string language) =>
        (Files.GetValueOrDefault(language) ?? Files[DefaultLanguage]).Value;

    private static FrozenDictionary<string, Lazy<LanguageTexts>> Discover()
    {
        var assembly = typeof(CauseTexts).Assembly;
        return assembly
            .GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(
                name => name[Prefix.Length..^Suffix.Length],
                name => new Lazy<LanguageTexts>(() => Read(assembly, name)),
                StringComparer.OrdinalIgnoreCase
            );
    }

    private static LanguageTexts Read(Assembly assembly, string name)
    {
        using var stream =
            assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not embedded.");
        return LanguageTexts.Read(stream);
    }
}
