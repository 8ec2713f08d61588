namespace Gatehouse.Decisions.Facts;

/// <summary>Field lines held in a list: for requests that are imagined (<c>gatehouse try</c>) or made by tests.</summary>
public sealed class HeaderLineList : HeaderLines
{
    private readonly List<HeaderLine> _lines;

    /// <summary>The lines in the order given.</summary>
    public HeaderLineList(IEnumerable<HeaderLine> lines) => _lines = [.. lines];

    /// <inheritdoc/>
    public override int Count(string name)
    {
        var count = 0;
        foreach (var line in _lines)
        {
            if (line.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                count++;
            }
        }

        return count;
    }

    /// <inheritdoc/>
    public override string? Line(string name, int index)
    {
        foreach (var line in _lines)
        {
            if (line.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && index-- == 0)
            {
                return line.Value;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public override IEnumerable<HeaderLine> All() => _lines;
}
