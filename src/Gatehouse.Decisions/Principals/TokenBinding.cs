using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Journal;
using Gatehouse.Decisions.Schemes.Certificate;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Jose;

namespace Gatehouse.Decisions.Principals;

/// <summary>
/// What the holder of a token must prove besides having it (<c>cnf</c>, RFC 7800): without the proof it may be anybody's,
/// and is good for nothing.
/// </summary>
/// <param name="KeyThumbprint">The thumbprint of the key of the holder's proofs (<c>jkt</c>, RFC 9449 section 6), or null.</param>
/// <param name="CertificateThumbprint">The thumbprint of the holder's certificate (<c>x5t#S256</c>, RFC 8705 section 3.1), or null.</param>
public sealed record TokenBinding(string? KeyThumbprint, string? CertificateThumbprint)
{
    private const int LongestThumbprint = 64;

    /// <summary>What binds a token with these claims, or null: whoever bears it is its holder.</summary>
    public static TokenBinding? Of(JwtClaims claims)
    {
        ArgumentNullException.ThrowIfNull(claims);
        return claims.Has("cnf") ? new(claims.ConfirmedKey, claims.ConfirmedCertificate) : null;
    }

    /// <summary>Null where the request shows the certificate that the token is bound to, or where it is bound to none.</summary>
    internal Failed? JudgeCertificate(RequestFacts facts, ClientCertificates certificates)
    {
        if (CertificateThumbprint is null)
        {
            return null;
        }

        var shown = certificates.FindThumbprint(facts);
        return string.Equals(shown, CertificateThumbprint, StringComparison.Ordinal)
            ? null
            : Mismatch(
                shown is null ? "no client certificate came" : "the client certificate is another one",
                Evidence.ForOperator("bound-to", SafeText.Escape(CertificateThumbprint, LongestThumbprint)),
                Evidence.ForOperator("shown", shown ?? "none")
            );
    }

    /// <summary>The request does not prove what it must.</summary>
    internal Failed Mismatch(string problem, params Evidence[] evidence) =>
        Finding.Failed(
            Causes.Token.BindingMismatch,
            [Evidence.ForOperator("binding", ToString()), Evidence.ForOperator("problem", problem), .. evidence]
        );

    /// <summary>The kind of proof that is due.</summary>
    public override string ToString() =>
        KeyThumbprint is not null ? "cnf.jkt (RFC 9449)"
        : CertificateThumbprint is not null ? "cnf.x5t#S256 (RFC 8705)"
        : "a cnf member that is not known here";
}
