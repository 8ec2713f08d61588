using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Tokens;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Probes.Issuers;

/// <summary>The public metadata and keys of the token's issuer (OpenID Connect Discovery, RFC 8414). Nothing secret goes there.</summary>
internal sealed class IssuerMetadataProbe : Probe
{
    internal const string MetadataLabel = "the issuer's metadata";

    internal const string KeysLabel = "the issuer's keys";

    public override IEnumerable<ProbePlan> Propose(CaseFile file)
    {
        if (
            WebToken.In(file) is not { Issuer: { } issuer }
            || file.First(ProbeIntent.Supplied) is not { Answer.Status: >= 400 }
            || !Uri.TryCreate(issuer, UriKind.Absolute, out var address)
            || !IsPublicOrOurs(address, file.Target!)
        )
        {
            yield break;
        }

        if (IssuerFacts.Metadata(file) is not { } metadata)
        {
            yield return Plan(MetadataLabel, new Uri(issuer.TrimEnd('/') + "/.well-known/openid-configuration"));
        }
        else if (
            IssuerFacts.Keys(file) is null
            && IssuerFacts.KeysAddress(metadata) is { } keys
            && IsPublicOrOurs(keys, file.Target!)
        )
        {
            yield return Plan(KeysLabel, keys);
        }
    }

    // A token is text from anywhere: it must not send the doctor to addresses within, unless the case is there itself.
    private static bool IsPublicOrOurs(Uri address, Uri target) =>
        address.Scheme is "https" or "http"
        && (address.Scheme == "https" || address.Host == target.Host || (address.IsLoopback && target.IsLoopback))
        && (!address.IsLoopback || target.IsLoopback);

    private static ProbePlan Plan(string label, Uri address) =>
        new()
        {
            Intent = ProbeIntent.Metadata,
            Label = label,
            Request = SentRequest.For(address) with { Headers = HeaderLines.Of(("Accept", "application/json")) },
            Always = 0.3,
            Outcomes =
            [
                [Causes.Token.KeyUnknown],
                [Causes.Token.SignatureInvalid],
                [Causes.Token.IssuerUntrusted],
                [Causes.Provider.Unreachable, Causes.Provider.OutageAs401],
            ],
        };
}
