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
    /// <summary>What binds a token with these claims, or null: whoever bears it is its holder.</summary>
    public static TokenBinding? Of(JwtClaims claims)
    {
        ArgumentNullException.ThrowIfNull(claims);
        return claims.Has("cnf") ? new(claims.ConfirmedKey, claims.ConfirmedCertificate) : null;
    }

    /// <summary>The kind of proof that is due.</summary>
    public override string ToString() =>
        KeyThumbprint is not null ? "cnf.jkt (RFC 9449)"
        : CertificateThumbprint is not null ? "cnf.x5t#S256 (RFC 8705)"
        : "a cnf member that is not known here";
}
