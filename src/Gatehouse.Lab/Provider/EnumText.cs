using System.Text.Json;

namespace Gatehouse.Lab.Provider;

/// <summary>The members of an enumeration in kebab-case, as knobs and orders name them.</summary>
internal static class EnumText<T>
    where T : struct, Enum
{
    private static readonly Dictionary<string, T> _byName = Enum.GetValues<T>()
        .ToDictionary(
            static value => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()),
            StringComparer.OrdinalIgnoreCase
        );

    public static IReadOnlyCollection<string> Names => _byName.Keys;

    public static bool TryParse(string text, out T value) => _byName.TryGetValue(text.Replace('_', '-'), out value);

    public static string Write(T value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
