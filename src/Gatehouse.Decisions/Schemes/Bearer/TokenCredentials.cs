using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Keys;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Decisions.Schemes.Bearer;

/// <summary>What the schemes of access tokens have in common, whichever word stands before the token.</summary>
internal static class TokenCredentials
{
    /// <summary>Every cause that <see cref="WhyNoToken"/> can find.</summary>
    public static IReadOnlyCollection<Cause> Finds { get; } = [Causes.Credentials.Malformed, Causes.Key.Misplaced];

    /// <summary>
    /// A token in the query or in a form is not taken; beside one in <c>Authorization</c> it makes two (RFC 6750 section 2).
    /// </summary>
    public static async ValueTask<LocatedCredentials> LocateSecondAsync(
        Decision decision,
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

    /// <summary>Why what stands after a scheme's word is no token at all, or null.</summary>
    public static Failed? WhyNoToken(Decision decision, string token, string authScheme)
    {
        if (token.Length == 0)
        {
            return Finding.Failed(
                Causes.Credentials.Malformed,
                Evidence.ForCaller("expected", $"a token after the word {authScheme}"),
                Evidence.Number("position", authScheme.Length, Disclosure.Caller)
            );
        }

        return token.StartsWith(ApiKey.Prefix, StringComparison.Ordinal)
            ? Finding.Failed(
                Causes.Key.Misplaced,
                Evidence.ForOperator("place", $"Authorization: {authScheme}"),
                Evidence.ForCaller("places", decision.Route!.KeyPlacesText)
            )
            : null;
    }

    /// <summary>The challenge of a scheme of access tokens (RFC 6750 section 3), with an error in place of the cause's own where one is given.</summary>
    public static Challenge MakeChallenge(
        string authScheme,
        in ChallengeContext context,
        (string Name, string Value)[]? own = null,
        string? error = null,
        string? description = null
    )
    {
        var parameters = new List<(string, string)> { ("realm", context.Realm) };
        parameters.AddRange(own ?? []);
        if (context.Refused is { } refused && (error ?? refused.Told.OAuthError) is { } told)
        {
            parameters.Add(("error", told));
            if ((description ?? context.Description) is { } text)
            {
                parameters.Add(("error_description", text));
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

        if (context.Route.ResourceMetadata is { } metadata)
        {
            parameters.Add(("resource_metadata", metadata));
        }

        return Challenge.Create(authScheme, [.. parameters]);
    }

    private static string ScopesOf(in ChallengeContext context)
    {
        var scopes = context.Route.Require.Scopes;
        return context.Route.RequirementOf(context.Facts.Method) is { Scopes.Count: > 0 } ofMethod
            ? string.Join(' ', scopes.Concat(ofMethod.Scopes).Distinct(StringComparer.Ordinal))
            : string.Join(' ', scopes);
    }
}
