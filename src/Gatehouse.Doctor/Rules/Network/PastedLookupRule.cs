using System.Net;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Network;

/// <summary>Look-ups that were pasted: the zone's own name server tells another address than the one that was connected to.</summary>
[Names("dns.stale")]
internal sealed class PastedLookupRule : Rule
{
    private const int MostLines = 2000;

    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        var text = file.Text;
        if (
            !text.Contains("dig ", StringComparison.Ordinal)
                && !text.Contains("nslookup ", StringComparison.Ordinal)
                && !text.Contains("host ", StringComparison.Ordinal)
            || !(text.Contains(" @", StringComparison.Ordinal) || text.Contains(" ns", StringComparison.Ordinal))
        )
        {
            yield break;
        }

        var told = new List<string>();
        string? reached = null;
        foreach (var line in text.Split('\n').Take(MostLines).Select(line => line.Trim()))
        {
            if (line.StartsWith("* Connected to ", StringComparison.Ordinal))
            {
                var open = line.IndexOf('(', StringComparison.Ordinal);
                var close = line.IndexOf(')', Math.Max(open, 0));
                reached = open > 0 && close > open ? line[(open + 1)..close] : reached;
            }
            else if (
                line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries) is [.., var last]
                && !line.Contains("#53", StringComparison.Ordinal)
                && (
                    !line.Any(letter => letter is ' ' or '\t')
                    || line.Contains("ddress", StringComparison.Ordinal)
                    || line.Contains(" A ", StringComparison.Ordinal)
                    || line.Contains("\tA\t", StringComparison.Ordinal)
                )
                && last.Contains('.', StringComparison.Ordinal)
                && IPAddress.TryParse(last, out _)
            )
            {
                told.Add(last);
            }
        }

        if (
            reached is not null
            && told.Contains(reached, StringComparer.Ordinal)
            && told.FirstOrDefault(address => address != reached) is { } own
        )
        {
            yield return new Clue(
                Causes.Dns.Stale,
                Strength.Decisive,
                $"The request went to {reached}, and another name server tells {own} for the same name"
            )
            {
                Source = "the text",
                Remedy =
                    $"Empty the resolver's cache: resolvectl flush-caches, ipconfig /flushdns, sudo dscacheutil -flushcache; and look into the hosts file",
            };
        }
    }
}
