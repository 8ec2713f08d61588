using Gatehouse.Decisions.Schemes;
using Gatehouse.Decisions.Schemes.Basic;
using Gatehouse.Decisions.Schemes.Bearer;
using Gatehouse.Decisions.Schemes.Certificate;
using Gatehouse.Decisions.Schemes.Digest;
using Gatehouse.Decisions.Schemes.Dpop;
using Gatehouse.Decisions.Schemes.Key;
using Gatehouse.Decisions.Schemes.Session;

namespace Gatehouse.Gateway.Serving;

/// <summary>The schemes that a route can offer: to add one is to add its folder and a line here.</summary>
internal static class SchemeRegistry
{
    public static IReadOnlyDictionary<string, IScheme> Create(SchemeServices services)
    {
        var tokens = new AccessTokens(services.Revocations, services.Own, services.Issuers);
        return (
            (IScheme[])
                [
                    new BasicScheme(services.Passwords),
                    new DigestScheme(
                        services.DigestSecrets,
                        services.DigestNonces,
                        services.UseCounts,
                        services.Tags,
                        services.Digest,
                        services.Guesses
                    ),
                    new KeyScheme(services.Keys, services.Users, services.Tags, services.Guesses),
                    new BearerScheme(tokens, services.Certificates.Places),
                    new DpopScheme(tokens, services.Proofs.Nonces, services.Proofs.Used, services.Certificates.Places),
                    new SessionScheme(services.Sessions, services.Users, services.Renewal),
                    .. Certificate(services),
                ]
        ).ToDictionary(scheme => scheme.Name, StringComparer.Ordinal);
    }

    private static IEnumerable<IScheme> Certificate(SchemeServices services) =>
        services.Certificates.Trust is { } trust
            ? [new CertificateScheme(services.Certificates.Places, trust, services.Certificates.Map, services.Users)]
            : [];
}
