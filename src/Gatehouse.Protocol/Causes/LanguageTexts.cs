using System.Collections.Frozen;
using System.Text.Json;

namespace Gatehouse.Protocol.Causes;

/// <summary>All texts of one language, read once from its embedded file.</summary>
internal sealed class LanguageTexts
{
    private LanguageTexts(LanguageFile file)
    {
        Name = file.Name;
        var values = (file.Values ?? []).ToFrozenDictionary(StringComparer.Ordinal);
        Phrases = file.Phrases.ToFrozenDictionary(StringComparer.Ordinal);
        Causes = file.Causes.ToFrozenDictionary(
            entry => entry.Key,
            entry => ToText(entry.Key, entry.Value, file, values),
            StringComparer.Ordinal
        );
    }

    public string Name { get; }

    public FrozenDictionary<string, string> Phrases { get; }

    public FrozenDictionary<string, CauseText> Causes { get; }

    public static LanguageTexts Read(Stream stream) =>
        new(
            JsonSerializer.Deserialize(stream, LanguageFileJson.Default.LanguageFile)
                ?? throw new JsonException("A language file holds one object.")
        );

    private static CauseText ToText(
        string id,
        LanguageFileEntry entry,
        LanguageFile file,
        FrozenDictionary<string, string> values
    )
    {
        var cause = Protocol.Causes.Causes.Find(id) ?? throw new JsonException($"There is no cause named {id}.");
        var told = entry.Detail is null ? file.Causes[cause.Public.Id] : entry;
        var detail = told.Detail ?? throw new JsonException($"The cause {id} has no detail.");
        var fixes = entry.Fixes.ToDictionary(
            fix => PartyOf(fix.Key),
            fix => (IReadOnlyList<string>)Array.AsReadOnly(fix.Value)
        );
        fixes[Party.Caller] = Array.AsReadOnly(told.Fixes.GetValueOrDefault("caller", []));
        return new(
            entry.Title,
            detail,
            told.DetailPlain ?? detail,
            entry.Operator,
            fixes.ToFrozenDictionary(),
            Array.AsReadOnly(told.Repeated ?? []),
            values
        );
    }

    private static Party PartyOf(string name) =>
        name switch
        {
            "caller" => Party.Caller,
            "operator" => Party.Operator,
            "provider" => Party.Provider,
            "network" => Party.Network,
            _ => throw new JsonException($"There is no party named {name}."),
        };
}
