using System.Collections.Frozen;

namespace Gatehouse.Protocol.Causes;

/// <summary>What is told about one cause, in one language.</summary>
public sealed class CauseText
{
    private readonly FrozenDictionary<Party, IReadOnlyList<string>> _fixes;
    private readonly FrozenDictionary<string, string> _values;

    internal CauseText(
        string title,
        string detail,
        string detailPlain,
        string operatorText,
        FrozenDictionary<Party, IReadOnlyList<string>> fixes,
        IReadOnlyList<string> repeated,
        FrozenDictionary<string, string> values
    )
    {
        Title = title;
        Detail = detail;
        DetailPlain = detailPlain;
        Operator = operatorText;
        Repeated = repeated;
        Placeholders = TextTemplate.Placeholders(detail);
        _fixes = fixes;
        _values = values;
    }

    /// <summary>A short sentence without a full stop. For a masked cause it is the operator's: outsiders get the public cause's.</summary>
    public string Title { get; }

    /// <summary>What an outsider is told, with <c>{named}</c> placeholders. For a masked cause it is the public cause's.</summary>
    public string Detail { get; }

    /// <summary>The same without placeholders, for when a value is not known. Equal to <see cref="Detail"/> where that has none.</summary>
    public string DetailPlain { get; }

    /// <summary>What the operator is told: what happened and where to look.</summary>
    public string Operator { get; }

    /// <summary>What to do besides when the same credentials have failed already. Empty for most causes that are no 401.</summary>
    public IReadOnlyList<string> Repeated { get; }

    /// <summary>The names of the placeholders of <see cref="Detail"/>, in order of appearance.</summary>
    public IReadOnlyList<string> Placeholders { get; }

    /// <summary>What this party can do about it; empty where it can do nothing.</summary>
    public IReadOnlyList<string> Fixes(Party party) => _fixes.GetValueOrDefault(party, []);

    /// <summary>
    /// <see cref="Detail"/> with its placeholders filled from <paramref name="values"/>, or <see cref="DetailPlain"/>
    /// when one is not there. A phrase that the language translates is put in translated, all else as it is: encoding
    /// for HTML or JSON is the writer's part.
    /// </summary>
    public string Describe(IReadOnlyDictionary<string, string> values) =>
        Placeholders.All(values.ContainsKey)
            ? TextTemplate.Fill(Detail, name => Translated(values[name]))
            : DetailPlain;

    private string Translated(string value) => _values.GetValueOrDefault(value, value);
}
