namespace Gatehouse.Doctor.Rules.Words;

/// <summary>One piece of text of a case, and how much it counts.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Text">The text, folded.</param>
/// <param name="Source">How evidence names where it was read; null for loose text.</param>
/// <param name="Status">The status of the answer it stands in; null where there is none.</param>
/// <param name="Farther">By how many steps its words count less: it is not from the answer that is asked about.</param>
internal sealed record WordReading(WordPlace Place, FoldedText Text, string? Source, int? Status, int Farther)
{
    /// <summary>The field's name, for a field.</summary>
    public string? Field { get; init; }

    /// <summary>Whether the answer it stands in is a success and tells of no error.</summary>
    public bool InSuccess { get; init; }

    /// <summary>The products that the answer was recognised as; for loose text, none.</summary>
    public IReadOnlyList<string> Products { get; init; } = [];
}
