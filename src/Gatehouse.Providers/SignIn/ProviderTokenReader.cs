using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Providers;
using Gatehouse.Protocol.Jose;
using Gatehouse.Protocol.Json;

namespace Gatehouse.Providers.SignIn;

/// <summary>Verifies what a provider signs for us: ID tokens and logout tokens.</summary>
internal sealed class ProviderTokenReader(SignInOptions options, IProvider keys, TimeProvider time)
{
    private const string LogoutEvent = "http://schemas.openid.net/event/backchannel-logout";

    private static readonly TimeSpan OldestLogout = TimeSpan.FromMinutes(10);

    /// <summary>Judges an ID token (OpenID Connect Core 1.0 section 3.1.3.7).</summary>
    public async ValueTask<ProviderAnswer<JwtClaims>> ReadIdTokenAsync(
        string text,
        string? accessToken,
        SignInDemand demand,
        (long Ahead, string By)? clock,
        CancellationToken cancellationToken
    )
    {
        ProviderAnswer<Signed> verified = await VerifyAsync(text, "ID token", askAgain: true, cancellationToken);
        if (verified.Value is not { } signed)
        {
            return verified.Refusal!;
        }

        JwtClaims claims = signed.Claims;
        string? problem =
            WrongParty(claims, "ID token")
            ?? (claims.Subject is null or "" ? "the ID token names no subject" : null)
            ?? WrongHash(claims, signed.Jws, accessToken);
        return problem is not null ? Misfit(problem)
            : demand.Subject is { } known && !string.Equals(known, claims.Subject, StringComparison.Ordinal)
                ? Misfit("the renewed ID token is about another person than the first one")
            : WrongTime(claims, clock) is { } late ? late
            : WrongNonce(claims, demand) is { } nonce ? nonce
            : WrongStrength(claims, demand, clock) is { } weak ? weak
            : claims;
    }

    /// <summary>Judges a logout token (OpenID Connect Back-Channel Logout 1.0 section 2.6); the problem where it is not good.</summary>
    public async ValueTask<ProviderAnswer<JwtClaims>> ReadLogoutTokenAsync(
        string text,
        CancellationToken cancellationToken
    )
    {
        ProviderAnswer<Signed> verified = await VerifyAsync(text, "logout token", askAgain: false, cancellationToken);
        if (verified.Value is not { } signed)
        {
            return verified.Refusal!;
        }

        JwtClaims claims = signed.Claims;
        string? problem =
            WrongParty(claims, "logout token")
            ?? WrongLogoutType(signed.Jws)
            ?? WrongLogoutClaims(signed.Jws, claims)
            ?? WrongLogoutTime(claims);
        return problem is null ? claims : Misfit(problem);
    }

    private async ValueTask<ProviderAnswer<Signed>> VerifyAsync(
        string text,
        string what,
        bool askAgain,
        CancellationToken cancellationToken
    )
    {
        if (!CompactJws.TryParse(text, out CompactJws? jws, out JwsFault fault))
        {
            return Misfit($"the {what} cannot be read ({fault})");
        }

        ProviderKeys found = await keys.FindKeysAsync(jws.KeyId, jws.Algorithm, cancellationToken);
        if (askAgain && found.State == ProviderState.Unreachable && keys is JwtProvider provider)
        {
            // It was away when last asked for keys, but has just given this token.
            await provider.AskAgainAsync(cancellationToken);
            found = await keys.FindKeysAsync(jws.KeyId, jws.Algorithm, cancellationToken);
        }

        if (found.State != ProviderState.Known)
        {
            string detail = found.Detail ?? "the key set could not be read";
            return found.State == ProviderState.Unreachable
                ? ProviderFindings.Unreachable(options.Name, "jwks_uri", detail, found.RetryAfter)
                : ProviderFindings.Misconfigured(options.Name, "jwks_uri", detail);
        }

        if (!found.Candidates.Any(candidate => candidate.Verify(jws)))
        {
            return Misfit(
                found.Candidates.Count == 0
                    ? $"the {what} is signed with a key that the provider does not publish (kid {QuotedText.Of(jws.KeyId ?? "none")}, {jws.Algorithm})"
                    : $"the signature of the {what} is not good (kid {QuotedText.Of(jws.KeyId ?? "none")}, {jws.Algorithm})"
            );
        }

        return JwtClaims.TryParse(jws.Payload, out JwtClaims? claims, out fault)
            ? new Signed(jws, claims)
            : Misfit($"the claims of the {what} cannot be read ({fault})");
    }

    private string? WrongParty(JwtClaims claims, string what)
    {
        if (!string.Equals(claims.Issuer, options.Issuer, StringComparison.Ordinal))
        {
            return $"the {what} names the issuer {QuotedText.Of(claims.Issuer ?? "none")}, but {QuotedText.Of(options.Issuer)} is configured";
        }

        if (!claims.Audiences.Contains(options.ClientId, StringComparer.Ordinal))
        {
            return $"the {what} is for {QuotedText.Of(string.Join(' ', claims.Audiences))}, not for our client {QuotedText.Of(options.ClientId)}";
        }

        IReadOnlyList<string> party = claims.Strings("azp");
        bool due = claims.Audiences.Count > 1 || claims.Has("azp");
        return due && (party is not [var only] || !string.Equals(only, options.ClientId, StringComparison.Ordinal))
            ? $"the {what} was issued to {QuotedText.Of(party.Count == 0 ? "nobody in particular" : party[0])} (azp), not to our client"
            : null;
    }

    private static string? WrongHash(JwtClaims claims, CompactJws jws, string? accessToken)
    {
        if (claims.AtHash is not { } given || accessToken is null)
        {
            return null;
        }

        byte[] octets = Encoding.ASCII.GetBytes(accessToken);
        byte[] hash =
            jws.Algorithm.EndsWith("512", StringComparison.Ordinal) ? SHA512.HashData(octets)
            : jws.Algorithm.EndsWith("384", StringComparison.Ordinal) ? SHA384.HashData(octets)
            : SHA256.HashData(octets);
        return string.Equals(Base64Url.EncodeToString(hash.AsSpan(0, hash.Length / 2)), given, StringComparison.Ordinal)
            ? null
            : "the ID token was made for another access token than the one beside it (at_hash)";
    }

    private Finding? WrongTime(JwtClaims claims, (long Ahead, string By)? clock)
    {
        long now = time.GetUtcNow().ToUnixTimeSeconds();
        long skew = (long)options.ClockSkew.TotalSeconds;
        if (claims.Expires is not { } expires || claims.IssuedAt is not { } issued)
        {
            return Misfit("the ID token does not say when it was issued and when it ends");
        }

        if (expires + skew <= now)
        {
            return OffTime(clock, $"the ID token ended {now - expires} s ago");
        }

        long begins = Math.Max(issued, claims.NotBefore ?? 0);
        return begins - skew > now
            ? OffTime(clock ?? (begins - now, "the ID token's iat"), $"the ID token begins in {begins - now} s")
            : null;
    }

    // A time that does not fit is a matter of clocks where they were measured apart, and of the provider's tokens otherwise.
    private Finding OffTime((long Ahead, string By)? clock, string problem) =>
        clock is { } measured && Math.Abs(measured.Ahead) > options.ClockSkew.TotalSeconds
            ? ProviderFindings.ClockSkewed(options.Name, measured.Ahead, measured.By, problem)
            : Misfit(problem);

    private Finding? WrongNonce(JwtClaims claims, SignInDemand demand) =>
        demand.Nonce is not { } nonce || string.Equals(claims.Nonce, nonce, StringComparison.Ordinal)
            ? null
            : ProviderFindings.NonceMismatch(
                options.Name,
                claims.Nonce is null
                    ? "the ID token has no nonce"
                    : "the nonce of the ID token is not the one that was sent"
            );

    private Finding? WrongStrength(JwtClaims claims, SignInDemand demand, (long Ahead, string By)? clock)
    {
        if (demand.MaxAge is { } most)
        {
            if (claims.AuthTime is not { } at)
            {
                return Misfit("max_age was asked for, but the ID token has no auth_time");
            }

            long age = time.GetUtcNow().ToUnixTimeSeconds() - at;
            if (age > most.TotalSeconds + options.ClockSkew.TotalSeconds)
            {
                string problem =
                    $"auth_time is {age} s ago, and max_age was {most.TotalSeconds:0} s: the provider did not ask again";
                return clock is { Ahead: < 0 } measured && -measured.Ahead > options.ClockSkew.TotalSeconds
                    ? ProviderFindings.ClockSkewed(options.Name, measured.Ahead, measured.By, problem)
                    : ProviderFindings.LoginFailed(
                        options.Name,
                        "it signed you in longer ago than the page you want allows",
                        problem
                    );
            }
        }

        return options.Acr.Count == 0 || (claims.Acr is { } acr && options.Acr.Contains(acr, StringComparer.Ordinal))
            ? null
            : ProviderFindings.LoginFailed(
                options.Name,
                "it signed you in in a weaker way than this site asks for",
                $"acr is {QuotedText.Of(claims.Acr ?? "none")}, and one of {QuotedText.Of(string.Join(' ', options.Acr))} is due"
            );
    }

    // Recommended since 2022, and not sent by all: any other type is another kind of token.
    private static string? WrongLogoutType(CompactJws jws)
    {
        string? type = jws.Type;
        if (type is not null && type.StartsWith("application/", StringComparison.OrdinalIgnoreCase))
        {
            type = type["application/".Length..];
        }

        return
            type is null
            || type.Equals("logout+jwt", StringComparison.OrdinalIgnoreCase)
            || type.Equals("JWT", StringComparison.OrdinalIgnoreCase)
            ? null
            : $"the token is of type {QuotedText.Of(type)}, not logout+jwt";
    }

    private static string? WrongLogoutClaims(CompactJws jws, JwtClaims claims)
    {
        bool isLogout =
            StrictJson.TryParseObject(jws.Payload.Span, out JsonElement root, out _)
            && root.TryGetProperty("events", out JsonElement events)
            && events.ValueKind == JsonValueKind.Object
            && events.TryGetProperty(LogoutEvent, out JsonElement about)
            && about.ValueKind == JsonValueKind.Object;
        return !isLogout ? "the token tells of no logout (events)"
            : claims.Has("nonce") ? "the token has a nonce, which a logout token never has"
            : string.IsNullOrEmpty(claims.JwtId) ? "the token has no jti"
            : string.IsNullOrEmpty(claims.Subject) && claims.Strings("sid") is not [not ""]
                ? "the token names neither a subject nor a session"
            : null;
    }

    private string? WrongLogoutTime(JwtClaims claims)
    {
        DateTimeOffset now = time.GetUtcNow();
        return claims.IssuedAt is not { } issued ? "the token does not say when it was issued"
            : claims.Expires is { } expires && DateTimeOffset.FromUnixTimeSeconds(expires) + options.ClockSkew <= now
                ? "the token has ended"
            : DateTimeOffset.FromUnixTimeSeconds(issued) - options.ClockSkew > now
                ? "the token was issued in the future"
            : DateTimeOffset.FromUnixTimeSeconds(issued) + OldestLogout + options.ClockSkew < now
                ? "the token is older than ten minutes"
            : null;
    }

    private Unanswerable Misfit(string problem) =>
        ProviderFindings.Misconfigured(options.Name, "token_endpoint", problem);

    private sealed record Signed(CompactJws Jws, JwtClaims Claims);
}
