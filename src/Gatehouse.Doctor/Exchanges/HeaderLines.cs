using System.Collections;

namespace Gatehouse.Doctor.Exchanges;

/// <summary>The field lines of a message in their order. Names are compared without case.</summary>
public sealed class HeaderLines : IReadOnlyList<HeaderLine>
{
    private readonly HeaderLine[] _lines;

    /// <summary>Keeps these lines.</summary>
    public HeaderLines(IEnumerable<HeaderLine> lines) => _lines = [.. lines];

    /// <summary>No line at all.</summary>
    public static HeaderLines None { get; } = new([]);

    /// <inheritdoc />
    public int Count => _lines.Length;

    /// <inheritdoc />
    public HeaderLine this[int index] => _lines[index];

    /// <summary>The first line's value, or null where there is no such line.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (var line in _lines)
            {
                if (line.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                {
                    return line.Value;
                }
            }

            return null;
        }
    }

    /// <summary>Lines of names and values, for those who write them by hand.</summary>
    public static HeaderLines Of(params (string Name, string Value)[] lines) =>
        new(lines.Select(line => new HeaderLine(line.Name, line.Value)));

    /// <summary>Whether there is such a line.</summary>
    public bool Has(string name) => this[name] is not null;

    /// <summary>The values of all lines of this name, in order.</summary>
    public IReadOnlyList<string> All(string name) =>
        [
            .. _lines
                .Where(line => line.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                .Select(line => line.Value),
        ];

    /// <summary>The same lines without those of this name.</summary>
    public HeaderLines Without(string name) =>
        new(_lines.Where(line => !line.Name.Equals(name, StringComparison.OrdinalIgnoreCase)));

    /// <summary>The same lines with one of this name, at the end; earlier ones of the name are gone.</summary>
    public HeaderLines With(string name, string value) => new([.. Without(name), new HeaderLine(name, value)]);

    /// <inheritdoc />
    public IEnumerator<HeaderLine> GetEnumerator() => ((IEnumerable<HeaderLine>)_lines).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
