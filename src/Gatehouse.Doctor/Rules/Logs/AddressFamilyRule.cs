using Gatehouse.Doctor.Logs;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Logs;

/// <summary>The same program is served over one family of addresses and refused over the other.</summary>
[Names("network.address-dependent")]
internal sealed class AddressFamilyRule : LogRule
{
    private const int Least = 2;

    protected override IEnumerable<Clue> Examine(LogFindings findings)
    {
        foreach (
            var group in findings
                .Guarded.Where(request => request.Agent.Length > 0 && request.Address.Length > 0)
                .GroupBy(request => (request.Agent, request.Path))
        )
        {
            var newer = group.Where(request => request.Address.Contains(':', StringComparison.Ordinal)).ToList();
            var older = group.Where(request => !request.Address.Contains(':', StringComparison.Ordinal)).ToList();
            if (
                newer.Count >= Least
                && older.Count >= Least
                && newer.TrueForAll(request => request.IsRefusal) != older.TrueForAll(request => request.IsRefusal)
                && (newer.TrueForAll(request => request.IsSuccess) || older.TrueForAll(request => request.IsSuccess))
            )
            {
                var refused = newer[0].IsRefusal ? newer : older;
                yield return new Clue(
                    Causes.Network.AddressDependent,
                    Strength.Decisive,
                    $"{group.Key.Agent} is refused over {(newer[0].IsRefusal ? "IPv6" : "IPv4")} ({refused.Count} of {refused.Count} from {refused[0].Address}) and served over the other family"
                )
                {
                    Remedy = $"Add the addresses of both families to the list that lets callers in",
                };
                yield break;
            }
        }
    }
}
