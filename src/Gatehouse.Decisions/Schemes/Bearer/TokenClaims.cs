using System.Collections.Frozen;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Journal;
using Gatehouse.Decisions.Principals;
using Gatehouse.Decisions.Providers;
using Gatehouse.Decisions.SecondFactor;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Jose;

namespace Gatehouse.Decisions.Schemes.Bearer;

/// <summary>Judges the claims of a token whose signature has been verified (RFC 7519 section 4.1, RFC 9068 section 4).</summary>
internal static class TokenClaims
{
    /// <summary>What stands against the token, whoever it is for: its type, its times, its audience; or null.</summary>
    public static Failed? Against(
        Decision decision,
        IProvider provider,
        string? audience,
        CompactJws jws,
        JwtClaims claims
    ) =>
        WrongType(provider, jws, claims)
        ?? Endless(provider, claims)
        ?? WrongTime(decision.Site, provider, claims, decision.Facts.ReceivedAt)
        ?? WrongAudience(provider, audience, claims);

    /// <summary>The principal of a provider's token that nothing stands against.</summary>
    public static Finding Accept(IProvider provider, JwtClaims claims, DateTimeOffset until) =>
        Accept(
            provider,
            claims,
            until,
            claims.Subject ?? claims.ClientId,
            "the token is the provider's, in force, and made for this audience"
        );

    /// <summary>Judges what an issuer says of a token that it calls active (RFC 7662 section 2.2).</summary>
    public static Finding JudgeIntrospected(Decision decision, IIntrospector issuer, Introspected said)
    {
        var claims = said.Claims!;
        var now = decision.Facts.ReceivedAt;
        return WrongKind(issuer, claims)
            ?? WrongIssuer(issuer, claims)
            ?? WrongTime(decision.Site, issuer, claims, now)
            ?? WrongAudience(issuer, issuer.Audience, claims)
            ?? Accept(
                issuer,
                claims,
                said.Until,
                claims.Subject ?? (claims.Strings("username") is [var name] ? name : claims.ClientId),
                said.IsLastGood
                    ? "its issuer, which is away now, last said that the token is active, and made for this audience"
                    : "its issuer says that the token is active, and made for this audience"
            );
    }

    // Some answer for refresh tokens too, or for tokens that sign a person in.
    private static Failed? WrongKind(ITokenIssuer issuer, JwtClaims claims)
    {
        if (!claims.Has("token_type"))
        {
            return WrongTypeClaim(issuer, claims);
        }

        var type = claims.Strings("token_type") is [var one] ? one : "none";
        return
            type.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
            || type.Equals("DPoP", StringComparison.OrdinalIgnoreCase)
            || type is "access_token" or "urn:ietf:params:oauth:token-type:access_token"
            ? WrongTypeClaim(issuer, claims)
            : TypeWrong(issuer, "token_type", SafeText.Escape(type, 64));
    }

    private static Failed? WrongIssuer(IIntrospector introspector, JwtClaims claims) =>
        introspector.Issuer is { } issuer
        && claims.Issuer is { } named
        && !string.Equals(issuer, named, StringComparison.Ordinal)
            ? Finding.Failed(
                Causes.Token.IssuerUntrusted,
                Evidence.ForCaller("issuer", SafeText.Escape(named, 256)),
                Evidence.ForOperator("trusted", issuer)
            )
            : null;

    private static Failed? WrongType(IProvider provider, CompactJws jws, JwtClaims claims)
    {
        var type = jws.Type;
        if (type is not null && type.StartsWith("application/", StringComparison.OrdinalIgnoreCase))
        {
            type = type["application/".Length..];
        }

        var fits = type is null
            ? !provider.Strict
            : type.Equals("at+jwt", StringComparison.OrdinalIgnoreCase)
                || (!provider.Strict && type.Equals("JWT", StringComparison.OrdinalIgnoreCase));
        if (!fits)
        {
            return TypeWrong(provider, "typ", type ?? "none");
        }

        if (claims.Nonce is not null || claims.AtHash is not null)
        {
            return TypeWrong(provider, "claim", claims.Nonce is not null ? "nonce" : "at_hash");
        }

        return WrongTypeClaim(provider, claims);
    }

    private static Failed? WrongTypeClaim(ITokenIssuer issuer, JwtClaims claims) =>
        claims.Strings("typ") is [var kind] && kind is "ID" or "Refresh" or "Offline" or "Logout"
            ? TypeWrong(issuer, "typ claim", kind)
            : null;

    private static Failed TypeWrong(ITokenIssuer issuer, string what, string value) =>
        Finding.Failed(
            Causes.Token.TypeWrong,
            Evidence.ForOperator("provider", issuer.Name),
            Evidence.ForOperator("member", what),
            Evidence.ForCaller("type", value)
        );

    private static Failed? Endless(IProvider provider, JwtClaims claims) =>
        claims.Expires is null
            ? Finding.Failed(
                Causes.Token.Malformed,
                Evidence.ForCaller("problem", "it has no exp claim"),
                Evidence.ForOperator("provider", provider.Name)
            )
            : null;

    private static Failed? WrongTime(Site site, ITokenIssuer provider, JwtClaims claims, DateTimeOffset now)
    {
        var seconds = now.ToUnixTimeSeconds();
        var skew = (long)site.ClockSkew.TotalSeconds;
        if (claims.Expires is { } expires && expires + skew <= seconds)
        {
            return Finding.Failed(
                Causes.Token.Expired,
                [
                    Evidence.Instant("ended", DateTimeOffset.FromUnixTimeSeconds(expires), Disclosure.Caller),
                    Evidence.Number("ago", seconds - expires, Disclosure.Caller),
                    Evidence.ForOperator("provider", provider.Name),
                    Evidence.ForOperator("subject", claims.Subject ?? "none"),
                    .. Clock(provider, claims, seconds),
                ]
            );
        }

        var begins = Math.Max(claims.NotBefore ?? 0, claims.IssuedAt ?? 0);
        return begins - skew > seconds
            ? Finding.Failed(
                Causes.Token.NotYetValid,
                [
                    Evidence.Instant("begins", DateTimeOffset.FromUnixTimeSeconds(begins), Disclosure.Caller),
                    Evidence.Number("wait", begins - seconds, Disclosure.Caller),
                    Evidence.ForOperator("provider", provider.Name),
                    .. Clock(provider, claims, seconds),
                ]
            )
            : null;
    }

    // Where time is the reason, the operator is told whose clock is off and by how much, as far as it was measured.
    private static IEnumerable<Evidence> Clock(ITokenIssuer provider, JwtClaims claims, long now)
    {
        if (provider.ClockAheadSeconds is { } ahead)
        {
            yield return Evidence.ForOperator("clock", Sentence("by the Date of its last answer, ", ahead));
        }
        else if (claims.IssuedAt is { } issued && issued > now)
        {
            yield return Evidence.ForOperator("clock", Sentence("by the token's iat, ", issued - now));
        }

        static string Sentence(string how, long ahead) =>
            ahead switch
            {
                > 0 => string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"{how}the issuer's clock is {ahead} s ahead of ours"
                ),
                < 0 => string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"{how}the issuer's clock is {-ahead} s behind ours"
                ),
                _ => how + "the issuer's clock agrees with ours",
            };
    }

    private static Failed? WrongAudience(ITokenIssuer provider, string? audience, JwtClaims claims) =>
        audience is not null && !claims.Audiences.Contains(audience, StringComparer.Ordinal)
            ? Finding.Failed(
                Causes.Token.AudienceMismatch,
                Evidence.ForOperator("provider", provider.Name),
                Evidence.ForOperator("expected", audience),
                Evidence.ForOperator(
                    "audience",
                    claims.Audiences.Count == 0 ? "none" : string.Join(' ', claims.Audiences)
                )
            )
            : null;

    // Said to be bound to a key, and not to which: nobody can prove that.
    private static TokenBinding? Unproved(JwtClaims claims) =>
        claims.Strings("token_type") is [var type] && type.Equals("DPoP", StringComparison.OrdinalIgnoreCase)
            ? new TokenBinding(KeyThumbprint: null, CertificateThumbprint: null)
            : null;

    private static Finding Accept(
        ITokenIssuer provider,
        JwtClaims claims,
        DateTimeOffset until,
        string? name,
        string reason
    )
    {
        if (
            string.IsNullOrEmpty(name)
            || name.AsSpan().ContainsAnyInRange('\0', '\u001F')
            || name.Contains('\u007F', StringComparison.Ordinal)
        )
        {
            return Finding.Failed(
                Causes.Token.Malformed,
                Evidence.ForCaller("problem", "it names no subject"),
                Evidence.ForOperator("provider", provider.Name)
            );
        }

        var end = claims.Expires is { } expires ? DateTimeOffset.FromUnixTimeSeconds(expires) : until;
        return new Authenticated(
            new Principal
            {
                Kind = PrincipalKind.ProviderToken,
                Name = name,
                Email = claims.Email,
                Permissions = claims.Scopes.ToFrozenSet(StringComparer.Ordinal),
                Scheme = "bearer",
                Provider = provider.Name,
                Binding = TokenBinding.Of(claims) ?? Unproved(claims),
                AuthenticatedAt = claims.AuthTime is { } at ? DateTimeOffset.FromUnixTimeSeconds(at) : null,
                Factors = Assurance.FactorsOf(claims.Strings("amr"), claims.Acr, provider.TwoFactorAcr),
            },
            reason,
            end < until ? end : until
        );
    }
}
