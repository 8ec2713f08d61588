using System.Net;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Names;

/// <summary>The host's addresses do not answer alike.</summary>
[Names("network.address-dependent", "replica.inconsistent")]
internal sealed class AddressesDifferRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            file.First(ProbeIntent.Supplied) is not { Answer: { Status: >= 400 } refused, Request: { } sent } first
            || file.All(ProbeIntent.Repeated).Any(again => again.Answer is { IsSuccess: true })
        )
        {
            yield break;
        }

        foreach (var other in file.All(ProbeIntent.OtherAddress))
        {
            var whole = other.Request?.CarriesCredential == sent.CarriesCredential;
            var compared = whole ? refused : file.First(ProbeIntent.Anonymous)?.Answer;
            if (other.Answer is not { } answer || compared is null || Likeness.Same(answer, compared))
            {
                continue;
            }

            // One of several servers behind both addresses would look the same once.
            var steady = file.All(ProbeIntent.Repeated).Any(again => again.Answer?.Status == refused.Status);
            var families = Families(compared.Address, answer.Address);
            var settled = whole && answer.IsSuccess;
            yield return new Clue(
                families ? Causes.Network.AddressDependent : Causes.Replica.Inconsistent,
                settled && (steady || !families) ? Strength.Decisive
                    : settled ? Strength.Strong
                    : compared.Status != answer.Status && answer.Status is < 500 and not 429 ? Strength.Strong
                    : Strength.Weak,
                settled
                    ? (FormattableString)
                        $"The same request is refused with {compared.Status} at {compared.Address} and granted at {answer.Address}"
                    : $"The host's addresses answer differently: {compared.Address} with {compared.Status}, {answer.Address} with {answer.Status}"
            )
            {
                Source = other.Source,
                Remedy =
                    $"Compare what stands behind {compared.Address ?? first.Label} and {answer.Address}; curl -4, curl -6 and gatehouse doctor --resolve ADDRESS show each alone",
                RemedyBy = Party.Operator,
            };
        }
    }

    private static bool Families(string? one, string? other) =>
        IPAddress.TryParse(one, out var first)
        && IPAddress.TryParse(other, out var second)
        && first.AddressFamily != second.AddressFamily;
}
