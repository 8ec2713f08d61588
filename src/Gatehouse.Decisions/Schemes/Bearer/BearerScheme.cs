using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Journal;
using Gatehouse.Decisions.Keys;
using Gatehouse.Decisions.Principals;
using Gatehouse.Decisions.Providers;
using Gatehouse.Decisions.Routes;
using Gatehouse.Decisions.Schemes.Certificate;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;
using Gatehouse.Protocol.Jose;

namespace Gatehouse.Decisions.Schemes.Bearer;

/// <summary>JWT access tokens of the route's providers (RFC 6750, 7519, 8725, 9068).</summary>
/// <param name="tokens">Judges the tokens themselves.</param>
/// <param name="certificates">Where the certificate is that a token may be bound to (RFC 8705).</param>
public sealed class BearerScheme(AccessTokens tokens, ClientCertificates certificates) : IScheme
{
    /// <inheritdoc/>
    public string Name => "bearer";

    /// <inheritdoc/>
    public string AuthScheme => "Bearer";

    /// <inheritdoc/>
    public bool IsAmbient => false;

    /// <summary>Every cause that the scheme can find.</summary>
    public static IReadOnlyCollection<Cause> Finds { get; } =
    [Causes.Credentials.Malformed, Causes.Key.Misplaced, Causes.Token.BindingMismatch, .. AccessTokens.Finds];

    /// <inheritdoc/>
    public IReadOnlyCollection<Cause> FoundCauses => Finds;

    /// <inheritdoc/>
    public Challenge? MakeChallenge(in ChallengeContext context)
    {
        var parameters = new List<(string, string)> { ("realm", context.Realm) };
        if (context.Refused is { } refused && refused.Told.OAuthError is { } error)
        {
            parameters.Add(("error", error));
            if (context.Description is { } description)
            {
                parameters.Add(("error_description", description));
            }

            parameters.AddRange(StepUpParameters.Of(refused));
        }

        if (
            (context.Refused?.Told.OAuthError is null || context.Refused.Told == Causes.Token.ScopeInsufficient)
            && ScopesOf(context) is { Length: > 0 } scopes
        )
        {
            parameters.Add(("scope", scopes));
        }

        return Challenge.Create("Bearer", [.. parameters]);
    }

    /// <summary>
    /// A token in the query or in a form is not taken; beside one in <c>Authorization</c> it makes two (RFC 6750 section 2).
    /// </summary>
    public async ValueTask<LocatedCredentials> LocateAsync(
        Decision decision,
        Route route,
        CancellationToken cancellationToken
    )
    {
        var facts = decision.Facts;
        if (facts.Headers.Count("Authorization") == 0)
        {
            return LocatedCredentials.None;
        }

        var count = facts.Path.Query.Length == 0 ? 0 : QueryParameters.Count(facts.Path.Query, "access_token", out _);
        if (count == 0 && facts.Body is { } body && BodyField.IsForm(body.ContentType))
        {
            count = BodyField.Count(
                body.ContentType,
                await body.PeekAsync(BodyField.Limit, cancellationToken),
                "access_token",
                out _
            );
        }

        return count == 0 ? LocatedCredentials.None : new LocatedCredentials(count, "", CredentialPlace.Query);
    }

    /// <inheritdoc/>
    public async ValueTask<Finding> AuthenticateAsync(
        Decision decision,
        PresentedCredentials credentials,
        CancellationToken cancellationToken
    )
    {
        var token = credentials.Value;
        if (token.Length == 0)
        {
            return Finding.Failed(
                Causes.Credentials.Malformed,
                Evidence.ForCaller("expected", "a token after the word Bearer"),
                Evidence.ForCaller("position", "6")
            );
        }

        if (token.StartsWith(ApiKey.Prefix, StringComparison.Ordinal))
        {
            return Finding.Failed(
                Causes.Key.Misplaced,
                Evidence.ForOperator("place", "Authorization: Bearer"),
                Evidence.ForCaller("places", decision.Route!.KeyPlacesText)
            );
        }

        return await tokens.JudgeAsync(decision, token, cancellationToken);
    }

    /// <inheritdoc/>
    public Failed? JudgeAgain(Decision decision, Principal principal) =>
        principal.Binding switch
        {
            null => null,
            { KeyThumbprint: null, CertificateThumbprint: not null } bound => bound.JudgeCertificate(
                decision.Facts,
                certificates
            ),
            // A stolen token must not become good by leaving its proof out (RFC 9449 section 7.2).
            { } bound => bound.Mismatch("a token after the word Bearer comes without the proof that this one asks for"),
        };

    private static string ScopesOf(in ChallengeContext context)
    {
        var scopes = context.Route.Require.Scopes;
        return context.Route.RequirementOf(context.Facts.Method) is { Scopes.Count: > 0 } ofMethod
            ? string.Join(' ', scopes.Concat(ofMethod.Scopes).Distinct(StringComparer.Ordinal))
            : string.Join(' ', scopes);
    }
}
