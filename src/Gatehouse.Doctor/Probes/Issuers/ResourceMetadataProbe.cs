using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Probes.Issuers;

/// <summary>The metadata of the protected resource that a Bearer challenge names (RFC 9728 section 5.1), on the same host alone.</summary>
internal sealed class ResourceMetadataProbe : Probe
{
    internal const string Label = "the resource's metadata";

    public override IEnumerable<ProbePlan> Propose(CaseFile file)
    {
        if (
            (file.First(ProbeIntent.Supplied) ?? file.First(ProbeIntent.Anonymous))
                is not { Answer: { Status: 401 } answer, Request.Url: { } asked }
            || AddressIn(answer) is not { } address
            || !Places.SameOrigin(asked, address)
            || file.All(ProbeIntent.Metadata).Any(exchange => exchange.Label == Label)
        )
        {
            yield break;
        }

        yield return new ProbePlan
        {
            Intent = ProbeIntent.Metadata,
            Label = Label,
            Request = SentRequest.For(address) with { Headers = HeaderLines.Of(("Accept", "application/json")) },
            Always = 0.8,
            Due = true,
            Outcomes =
            [
                [Causes.Challenge.MetadataMismatch],
                [Causes.Credentials.Missing],
            ],
        };
    }

    /// <summary>The address that the challenge's <c>resource_metadata</c> names; null for none.</summary>
    internal static Uri? AddressIn(Answer answer) =>
        answer
            .Challenges.Challenges.Select(challenge => challenge["resource_metadata"])
            .Select(value => Uri.TryCreate(value, UriKind.Absolute, out var address) ? address : null)
            .FirstOrDefault(address => address is { Scheme: "https" or "http" });
}
