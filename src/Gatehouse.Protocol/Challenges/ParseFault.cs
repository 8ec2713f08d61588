namespace Gatehouse.Protocol.Challenges;

/// <summary>
/// Where a field breaks the grammar, and what would have been right. It holds grammar words only, never a piece of the
/// field: that may be a secret.
/// </summary>
/// <param name="Line">The field line, counted from 0.</param>
/// <param name="Position">The octet within that line as it was given, counted from 0; its length where the line ended too soon.</param>
/// <param name="Production">The production of the RFC that could not be read, such as <c>auth-param</c>.</param>
/// <param name="Expected">What the grammar asks for there, as a phrase that can follow "expected".</param>
public sealed record ParseFault(int Line, int Position, string Production, string Expected)
{
    /// <summary>The fault as a sentence for people.</summary>
    public override string ToString() =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{Production}: expected {Expected} at octet {Position} of line {Line + 1}"
        );
}
