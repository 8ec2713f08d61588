using System.Collections.Frozen;

namespace Gatehouse.Decisions.Identity;

/// <summary>
/// Names of fields in every spelling that some reader takes for the same: case and everything that is neither letter nor
/// digit are folded away.
/// </summary>
public sealed class FoldedNames
{
    private const int Longest = 64;

    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _names;
    private readonly string? _beginning;

    /// <summary>With the names, and what all others of ours begin with, where there is such a word.</summary>
    public FoldedNames(IEnumerable<string> names, string? beginning = null)
    {
        _names = names.Select(Fold).ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _beginning = beginning is null ? null : Fold(beginning);
    }

    /// <summary>Whether a name is one of these, in whatever spelling.</summary>
    public bool Contains(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Span<char> folded = stackalloc char[Longest];
        var length = 0;
        var isWhole = true;
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c))
            {
                continue;
            }

            if (length == folded.Length)
            {
                isWhole = false;
                break;
            }

            folded[length++] = (char)(char.IsAsciiLetterUpper(c) ? c | 0x20 : c);
        }

        var text = folded[..length];
        return (_beginning is not null && text.StartsWith(_beginning)) || (isWhole && _names.Contains(text));
    }

    private static string Fold(string name) =>
        new([.. name.Where(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant)]);
}
