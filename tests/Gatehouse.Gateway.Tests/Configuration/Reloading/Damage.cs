using System.Text.RegularExpressions;

namespace Gatehouse.Gateway.Tests.Configuration.Reloading;

/// <summary>Damages a text in one of the ways in which files are damaged; the same seed damages in the same way.</summary>
internal sealed partial class Damage(ulong seed)
{
    private static readonly (string Known, string Flipped)[] Flips =
    [
        ("true", "false"),
        ("false", "true"),
        ("everyone", "nobody"),
        ("nobody", "everyone"),
        ("required", "optional"),
        ("oidc", "jwt"),
        ("basic", "key"),
        ("session", "bearer"),
        ("GET", "POST"),
        ("[", "{"),
        ("]", ""),
        ("1", "9"),
    ];

    private static readonly string[] Insertions =
    [
        "\0",
        "\t",
        "\uFEFF",
        "\r",
        "\n",
        " ",
        ":",
        ": ",
        ",",
        "#",
        " #",
        "'",
        "\"",
        "[]",
        "{}",
        "null",
        "~",
        "x",
        "*",
        "/",
        "-",
        "- ",
        "unknown: 1\n",
        "allowed: everyone\n",
        "...\n",
        "---\n",
    ];

    private ulong _state = (seed * 0x9E3779B97F4A7C15) | 1;

    /// <summary>What was done.</summary>
    public string Done { get; private set; } = "";

    public string Apply(string text)
    {
        var lines = text.Split('\n').ToList();
        var line = Next(lines.Count - 1);
        var at = Next(text.Length);
        switch (Next(14))
        {
            case 0:
                Done = $"line {line + 1} deleted";
                lines.RemoveAt(line);
                break;
            case 1:
                Done = $"line {line + 1} doubled";
                lines.Insert(line, lines[line]);
                break;
            case 2:
                var other = Next(lines.Count - 1);
                Done = $"lines {line + 1} and {other + 1} swapped";
                (lines[line], lines[other]) = (lines[other], lines[line]);
                break;
            case 3:
                Done = $"cut at {at}";
                return text[..at];
            case 4:
                Done = $"cut at line {line + 1}";
                return string.Join('\n', lines.Take(line)) + "\n";
            case 5:
                var letter = (char)('a' + Next(26));
                Done = $"octet {at} is now {letter}";
                return text[..at] + letter + text[(at + 1)..];
            case 6:
                var count = 1 + Next(3);
                Done = $"line {line + 1} indented by {count}";
                lines[line] = new string(' ', count) + lines[line];
                break;
            case 7:
                var least = 1 + Next(3);
                Done = $"line {line + 1} less indented by {least}";
                lines[line] = lines[line][Math.Min(least, lines[line].Length - lines[line].TrimStart(' ').Length)..];
                break;
            case 8:
                var (known, flipped) = Flips[Next(Flips.Length)];
                Done = $"{known} is now {flipped}";
                var place = text.IndexOf(
                    known,
                    Math.Min(at, Math.Max(0, text.LastIndexOf(known, StringComparison.Ordinal))),
                    StringComparison.Ordinal
                );
                return place < 0 ? text : text[..place] + flipped + text[(place + known.Length)..];
            case 9:
                return Without(text, FlowEntry());
            case 10:
                return Without(text, BlockKey());
            case 11:
                return Without(text, ValueOfKey());
            case 12:
                var octets = 1 + Next(30);
                Done = $"{octets} octets gone from {at}";
                return text.Remove(at, Math.Min(octets, text.Length - at));
            default:
                var inserted = Insertions[Next(Insertions.Length)];
                Done = $"{inserted} inserted at {at}";
                return text.Insert(at, inserted);
        }

        return string.Join('\n', lines);
    }

    private string Without(string text, Regex part)
    {
        var found = part.Matches(text);
        if (found.Count == 0)
        {
            return text;
        }

        var gone = found[Next(found.Count)];
        Done = $"`{gone.Value.Trim()}` gone from {gone.Index}";
        return text.Remove(gone.Index, gone.Length);
    }

    private int Next(int below)
    {
        _state ^= _state << 13;
        _state ^= _state >> 7;
        _state ^= _state << 17;
        return below <= 0 ? 0 : (int)((_state >> 11) % (ulong)below);
    }

    [GeneratedRegex(@", [a-z-]+: (\[[^\]\n]*\]|\{[^{}\n]*\}|[^,\]\}\n]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FlowEntry();

    [GeneratedRegex(@"^ +[a-z-]+:[^\n]*\n", RegexOptions.Multiline, 1000)]
    private static partial Regex BlockKey();

    [GeneratedRegex(@"(?<=[a-z]: )(\[[^\]\n]*\]|[^,\[\]\{\}\n]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ValueOfKey();
}
