namespace Gatehouse.Protocol.Challenges;

/// <summary>A fault at a position of the text under a cursor, before anyone knows which line that is.</summary>
internal readonly record struct GrammarFault(int Position, string Production, string Expected)
{
    public ParseFault AtLine(int line) => new(line, Position, Production, Expected);
}
