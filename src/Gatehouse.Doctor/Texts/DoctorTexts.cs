using System.Collections.Frozen;
using System.Text.Json;

namespace Gatehouse.Doctor.Texts;

/// <summary>
/// The doctor's sentences in other languages. An English template, holes included, is the key of its own translation; a
/// language is one file beside this one, found by its name.
/// </summary>
public static class DoctorTexts
{
    /// <summary>The language in which the templates are written.</summary>
    public const string DefaultLanguage = "en";

    private const string Prefix = "doctor/texts/";
    private const string Suffix = ".json";

    private static readonly string[] Variables = ["LC_ALL", "LC_MESSAGES", "LANG"];

    private static readonly FrozenDictionary<string, Lazy<FrozenDictionary<string, string>>> Files = Discover();

    /// <summary>The codes of the languages that there are, in alphabetical order.</summary>
    public static IReadOnlyList<string> Languages { get; } =
        Files.Keys.Append(DefaultLanguage).Order(StringComparer.Ordinal).ToArray().AsReadOnly();

    /// <summary>This template in this language; the template itself where it has no translation.</summary>
    public static string In(string language, string template) =>
        Files.GetValueOrDefault(language)?.Value.GetValueOrDefault(template) ?? template;

    /// <summary>The templates that this language has.</summary>
    public static IReadOnlyDictionary<string, string> Of(string language) =>
        Files.GetValueOrDefault(language)?.Value ?? FrozenDictionary<string, string>.Empty;

    /// <summary>The language that the environment asks for (<c>LC_ALL</c>, <c>LC_MESSAGES</c>, <c>LANG</c>, the first that is set), or English.</summary>
    /// <param name="variable">Reads a variable of the environment.</param>
    public static string Choose(Func<string, string?> variable)
    {
        var wanted = Variables.Select(variable).FirstOrDefault(value => value is { Length: > 0 }) ?? DefaultLanguage;
        var code = wanted.Split('_', '.', '-', '@')[0].ToLowerInvariant();
        return Files.ContainsKey(code) ? code : DefaultLanguage;
    }

    private static FrozenDictionary<string, Lazy<FrozenDictionary<string, string>>> Discover()
    {
        var assembly = typeof(DoctorTexts).Assembly;
        return assembly
            .GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(
                name => name[Prefix.Length..^Suffix.Length],
                name => new Lazy<FrozenDictionary<string, string>>(() =>
                {
                    using var stream = assembly.GetManifestResourceStream(name)!;
                    return JsonSerializer
                        .Deserialize<Dictionary<string, string>>(stream)!
                        .ToFrozenDictionary(StringComparer.Ordinal);
                }),
                StringComparer.Ordinal
            );
    }
}
