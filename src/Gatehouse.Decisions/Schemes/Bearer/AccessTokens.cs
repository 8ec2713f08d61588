using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Journal;
using Gatehouse.Decisions.Providers;
using Gatehouse.Decisions.Routes;
using Gatehouse.Decisions.Tokens;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Jose;

namespace Gatehouse.Decisions.Schemes.Bearer;

/// <summary>Judges access tokens, under whichever scheme they were presented; what binds one to its holder is left to that scheme.</summary>
/// <param name="revocations">Which tokens are refused before their time, or null: none.</param>
/// <param name="own">Who stands behind our own tokens, or null: none are taken.</param>
/// <param name="issuers">The issuers that are known by name: nobody else is asked about their tokens.</param>
public sealed class AccessTokens(
    ITokenRevocations? revocations = null,
    OwnTokens? own = null,
    IReadOnlySet<string>? issuers = null
)
{
    private const int LongestIssuer = 256;

    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(60);

    /// <summary>Every cause that can be found.</summary>
    public static IReadOnlyCollection<Cause> Finds { get; } =
    [
        Causes.Token.Malformed,
        Causes.Token.AlgorithmRefused,
        Causes.Token.IssuerUntrusted,
        Causes.Token.KeyUnknown,
        Causes.Token.SignatureInvalid,
        Causes.Token.TypeWrong,
        Causes.Token.Expired,
        Causes.Token.NotYetValid,
        Causes.Token.AudienceMismatch,
        Causes.Token.Inactive,
        Causes.Server.Busy,
        Causes.Provider.Unreachable,
        Causes.Provider.Misconfigured,
        .. OwnTokens.Finds,
    ];

    /// <summary>An <see cref="Authenticated"/> with the principal, or a cause.</summary>
    public async ValueTask<Finding> JudgeAsync(Decision decision, string token, CancellationToken cancellationToken)
    {
        JwtClaims? claims = null;
        if (
            !CompactJws.TryParse(token, out var jws, out var fault)
            || !JwtClaims.TryParse(jws.Payload, out claims, out fault)
        )
        {
            return IntrospectedTokens.MayBeKnown(decision, issuer: null)
                ? await IntrospectedTokens.JudgeAsync(decision, token, issuer: null, cancellationToken)
                : Unreadable(fault);
        }

        var provider = ProviderOf(decision.Route!, claims);
        if (provider is null && !IsElsewhere(claims) && IntrospectedTokens.MayBeKnown(decision, claims.Issuer))
        {
            return await RevokedAsync(jws, cancellationToken)
                ?? await IntrospectedTokens.JudgeAsync(decision, token, claims.Issuer, cancellationToken);
        }

        if (provider is null)
        {
            return Finding.Failed(
                Causes.Token.IssuerUntrusted,
                Evidence.ForCaller("issuer", SafeText.Escape(claims.Issuer ?? "none", LongestIssuer)),
                Evidence.ForOperator(
                    "trusted",
                    string.Join(' ', decision.Route!.Providers.Select(trusted => trusted.Issuer))
                )
            );
        }

        return await VerifyAsync(provider, jws, cancellationToken)
            ?? await RevokedAsync(jws, cancellationToken)
            ?? TokenClaims.Against(decision, provider, AudienceOf(decision.Route!, provider), jws, claims)
            ?? await AcceptAsync(decision, provider, claims, cancellationToken);
    }

    // A token of ours, or of a provider of another route, sent here by mistake: whoever is asked would have it.
    private bool IsElsewhere(JwtClaims claims) => claims.Issuer is { } issuer && issuers?.Contains(issuer) == true;

    // Our own tokens are for the resource that they were asked for, and for no other of the site.
    private static string? AudienceOf(Route route, IProvider provider) =>
        provider.IsOwn ? route.Resource : provider.Audience;

    private ValueTask<Finding> AcceptAsync(
        Decision decision,
        IProvider provider,
        JwtClaims claims,
        CancellationToken cancellationToken
    )
    {
        var until = decision.Facts.ReceivedAt + Remembered;
        var end = DateTimeOffset.FromUnixTimeSeconds(claims.Expires!.Value);
        until = end < until ? end : until;
        return !provider.IsOwn ? new(TokenClaims.Accept(provider, claims, until))
            : own is not null ? own.JudgeAsync(decision, claims, until, cancellationToken)
            : new(
                Finding.Unanswerable(Causes.Server.Error, Evidence.ForOperator("problem", "own tokens are not judged"))
            );
    }

    private static Failed Unreadable(JwsFault fault) =>
        fault is JwsFault.AlgorithmRefused or JwsFault.AlgorithmMissing
            ? Finding.Failed(Causes.Token.AlgorithmRefused, Evidence.ForOperator("problem", fault.ToString()))
            : Finding.Failed(
                Causes.Token.Malformed,
                Evidence.ForCaller("problem", TokenFaults.Describe(fault)),
                Evidence.ForOperator("fault", fault.ToString())
            );

    private async ValueTask<Failed?> RevokedAsync(CompactJws jws, CancellationToken cancellationToken) =>
        revocations is not null
        && await revocations.FindRevocationAsync(jws.SigningInputHash(), cancellationToken) is { } revoked
            ? Finding.Failed(Causes.Token.Revoked, Evidence.Instant("revoked", revoked, Disclosure.Caller))
            : null;

    // One issuer may stand there twice, for two audiences: the one whose audience the token names judges it.
    private static IProvider? ProviderOf(Route route, JwtClaims claims)
    {
        IProvider? first = null;
        for (var i = 0; i < route.Providers.Count && claims.Issuer is not null; i++)
        {
            var provider = route.Providers[i];
            if (!string.Equals(provider.Issuer, claims.Issuer, StringComparison.Ordinal))
            {
                continue;
            }

            if (provider.Audience is not { } audience || claims.Audiences.Contains(audience, StringComparer.Ordinal))
            {
                return provider;
            }

            first ??= provider;
        }

        return first;
    }

    private static async ValueTask<Finding?> VerifyAsync(
        IProvider provider,
        CompactJws jws,
        CancellationToken cancellationToken
    )
    {
        var keys = await provider.FindKeysAsync(jws.KeyId, jws.Algorithm, cancellationToken);
        if (keys.State != ProviderState.Known)
        {
            return Finding.Unanswerable(
                keys.State == ProviderState.Unreachable ? Causes.Provider.Unreachable : Causes.Provider.Misconfigured,
                Evidence.ForOperator("provider", provider.Name),
                Evidence.ForOperator("problem", keys.Detail ?? "no answer"),
                Evidence.Number(
                    "retry-after",
                    (long)Math.Ceiling((keys.RetryAfter ?? TimeSpan.FromSeconds(10)).TotalSeconds),
                    Disclosure.Caller
                )
            );
        }

        if (keys.Candidates.Count == 0)
        {
            return Finding.Failed(
                Causes.Token.KeyUnknown,
                Evidence.ForOperator("provider", provider.Name),
                Evidence.ForOperator("kid", jws.KeyId ?? "none"),
                Evidence.ForOperator("algorithm", jws.Algorithm)
            );
        }

        for (var i = 0; i < keys.Candidates.Count; i++)
        {
            if (keys.Candidates[i].Verify(jws))
            {
                return null;
            }
        }

        return Finding.Failed(
            Causes.Token.SignatureInvalid,
            Evidence.ForOperator("provider", provider.Name),
            Evidence.ForOperator("kid", jws.KeyId ?? "none"),
            Evidence.ForOperator("algorithm", jws.Algorithm)
        );
    }
}
