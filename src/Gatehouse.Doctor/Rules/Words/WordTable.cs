using System.Reflection;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Words;

/// <summary>
/// The phrases of one family of programs. Found by its type: a table, or a row more in one, touches no other file. A
/// phrase is compared without regard to case, quotation marks, and whether its words are joined by spaces, hyphens,
/// underscores or capital letters; <c>{a |b |}</c> stands for each of these in turn, and <c>*</c> for a short stretch of
/// anything.
/// </summary>
internal abstract class WordTable
{
    private readonly List<WordRow> _rows = [];

    /// <summary>The rows of all tables.</summary>
    public static IReadOnlyList<WordRow> All { get; } =
    [
        .. typeof(WordTable)
            .Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(WordTable)) && !type.IsAbstract)
            .Where(type => type.GetConstructor(BindingFlags.Public | BindingFlags.Instance, []) is not null)
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .SelectMany(type => ((WordTable)Activator.CreateInstance(type)!)._rows),
    ];

    /// <summary>The causes that some phrase speaks for.</summary>
    public static IEnumerable<Cause> Named =>
        All.SelectMany(row => row.Others.Select(other => other.Cause).Prepend(row.Cause)).Distinct();

    public static Cause CauseOf(string id) =>
        Causes.Find(id) ?? throw new InvalidOperationException($"A word table names {id}, which is no cause.");

    protected WordRow Decisive(string cause, params string[] phrases) => Row(cause, Strength.Decisive, phrases);

    protected WordRow Strong(string cause, params string[] phrases) => Row(cause, Strength.Strong, phrases);

    protected WordRow Moderate(string cause, params string[] phrases) => Row(cause, Strength.Moderate, phrases);

    protected WordRow Weak(string cause, params string[] phrases) => Row(cause, Strength.Weak, phrases);

    private WordRow Row(string cause, Strength strength, string[] phrases)
    {
        var row = new WordRow(
            CauseOf(cause),
            strength,
            [.. phrases.SelectMany(WordPhrase.Expand).Distinct(StringComparer.Ordinal).Select(p => new WordPhrase(p))]
        );
        _rows.Add(row);
        return row;
    }
}
