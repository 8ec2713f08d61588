using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Words;

/// <summary>A phrase that was found.</summary>
/// <param name="Row">The row it belongs to.</param>
/// <param name="Reading">Where it was read.</param>
/// <param name="Text">The form of the text it was found in.</param>
/// <param name="Phrase">The phrase.</param>
/// <param name="Begin">Where it begins in the folded text.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Lowered">By how many steps what is around it takes from its strength.</param>
internal sealed record WordFind(
    WordRow Row,
    WordReading Reading,
    FoldedText Text,
    WordPhrase Phrase,
    int Begin,
    int End,
    int Lowered
)
{
    /// <summary>What it says, by cause.</summary>
    public IEnumerable<(Cause Cause, Strength Strength)> Says => Row.Others.Prepend((Row.Cause, Row.Strength));

    /// <summary>Where it begins in the source.</summary>
    public int From => Text.Origin(Begin);

    /// <summary>Where its last letter stands in the source.</summary>
    public int To => Text.Origin(End - 1);

    public string Excerpt => Text.Excerpt(Begin, End);
}
