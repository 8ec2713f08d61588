using Gatehouse.Decisions;
using Gatehouse.Decisions.Findings;
using Gatehouse.Gateway.Configuration;
using Gatehouse.Gateway.SignIn;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Jose;

namespace Gatehouse.Gateway.Tokens;

/// <summary>Programs that sign who they are (<c>private_key_jwt</c>, RFC 7521 and 7523).</summary>
internal sealed class ClientAssertions(TokenServices services)
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private const int MostTried = 8;

    // As long as their ids are remembered at most.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public async Task<(TokenClient? Client, TokenFault? Fault)> JudgeAsync(
        Decision decision,
        PostedForm form,
        string assertion,
        CancellationToken cancellationToken
    )
    {
        if (form["client_assertion_type"] != AssertionType)
        {
            return (null, TokenFaults.Request($"client_assertion_type is not {AssertionType}"));
        }

        if (
            !CompactJws.TryParse(assertion, out var jws, out var fault)
            || !JwtClaims.TryParse(jws.Payload, out var claims, out fault)
        )
        {
            return (null, TokenFaults.Client("none", "the assertion cannot be read: " + fault));
        }

        var id = claims.Subject ?? "";
        if (services.FindApplication(id) is not { KeySetFile: { } file } application)
        {
            return (null, TokenFaults.Client("none", "no program of the assertion's name signs who it is"));
        }

        if (form["client_id"].Length > 0 && form["client_id"] != id)
        {
            return (null, TokenFaults.Request("client_id names another client than the assertion"));
        }

        var keys = await ReadKeysAsync(file, cancellationToken);
        if (keys is null)
        {
            return (
                null,
                new TokenFault(
                    "invalid_client",
                    Finding.Unanswerable(
                        Causes.Server.Configuration,
                        Evidence.ForOperator("problem", $"the key set of the application {id} cannot be read: {file}")
                    )
                )
            );
        }

        try
        {
            return WhatIsWrong(decision, application, jws, claims, keys) is { } wrong
                ? (null, TokenFaults.Client(id, wrong))
                : (new TokenClient(id, application, Key: null), null);
        }
        finally
        {
            foreach (var key in keys.Keys)
            {
                key.Dispose();
            }
        }
    }

    private string? WhatIsWrong(
        Decision decision,
        ApplicationConfiguration application,
        CompactJws jws,
        JwtClaims claims,
        VerificationKeySet keys
    )
    {
        var now = decision.Facts.ReceivedAt;
        var skew = decision.Site.ClockSkew;
        if (
            !keys
                .Keys.Where(key => key.Algorithms.Contains(jws.Algorithm, StringComparer.Ordinal))
                .Where(key => jws.KeyId is null || key.KeyId == jws.KeyId)
                .Take(MostTried)
                .Any(key => key.Verify(jws))
        )
        {
            return "none of its keys has signed the assertion";
        }

        if (claims.Issuer != application.Id)
        {
            return "iss is not the program";
        }

        if (!claims.Audiences.Any(IsMeant))
        {
            return "the assertion is for somebody else: " + string.Join(' ', claims.Audiences);
        }

        if (claims.Expires is not { } expires)
        {
            return "the assertion has no exp";
        }

        // Beyond any lifetime that is taken, and where no instant is.
        if (expires > now.ToUnixTimeSeconds() + (long)Longest.TotalSeconds)
        {
            return "the assertion lasts longer than an hour";
        }

        var end = DateTimeOffset.FromUnixTimeSeconds(expires);
        if (end + skew <= now)
        {
            return FormattableString.Invariant($"the assertion ended {(long)(now - end).TotalSeconds} seconds ago");
        }

        var begin = Math.Max(claims.NotBefore ?? 0, claims.IssuedAt ?? 0);
        if (begin > now.ToUnixTimeSeconds() + (long)skew.TotalSeconds)
        {
            return "the assertion begins in the future: the clocks differ";
        }

        return claims.JwtId is not { Length: > 0 and <= 256 } jti ? "the assertion has no jti"
            : !services.Assertions.TryUse(application.Id + '\n' + jti, end + skew - now)
                ? "the assertion was used before"
            : null;
    }

    // The issuer (as RFC 7523 is meant to say) or the address of the endpoint (as it was always done).
    private bool IsMeant(string audience)
    {
        var configuration = services.Configuration();
        var issuer = configuration.PublicUrl.GetLeftPart(UriPartial.Authority);
        return audience == issuer
            || audience == issuer + '/'
            || audience == issuer + configuration.Prefix + TokenEndpoint.Name
            || audience == issuer + configuration.Prefix + RevokeEndpoint.Name;
    }

    private static async Task<VerificationKeySet?> ReadKeysAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return VerificationKeySet.TryParse(
                await File.ReadAllBytesAsync(file, cancellationToken),
                out var keys,
                out _
            )
                ? keys
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
