using System.Globalization;
using System.Text;
using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Routes;
using Gatehouse.Decisions.Schemes;
using Gatehouse.Decisions.Schemes.Session;
using Gatehouse.Decisions.Sessions;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Decisions.Refusals;

/// <summary>Turns a verdict other than granted into what the caller sees: status, challenges and texts.</summary>
public static class RefusalFactory
{
    /// <summary>The refusal of a request under a reference, in a language.</summary>
    public static Refusal Create(Decision decision, Refused refused, string reference, string language)
    {
        var shown = refused.ShownAs ?? refused;
        var told = shown.Told;
        var evidence = told == shown.Cause ? shown.Evidence : [];
        var asksToSignIn = AsksToSignIn(decision, shown, told);
        var status = asksToSignIn ? 303 : StatusOf(shown, told, evidence);
        var text = CauseTexts.For(told, language);
        return new Refusal
        {
            Status = status,
            Cause = told,
            Reference = reference,
            Challenges = ChallengesOf(decision, shown, told, status, evidence, out var fields),
            Fields = fields.Count == 0 ? decision.LimitFields : [.. fields, .. decision.LimitFields],
            Title = text.Title,
            Detail = text.Placeholders.Count == 0 ? text.DetailPlain : text.Describe(ToldOf(evidence)),
            Fixes = shown.Repeated ? [.. text.Fixes(Party.Caller), .. text.Repeated] : text.Fixes(Party.Caller),
            Location =
                asksToSignIn ? SignInAddress.For(decision.Facts, decision.Site.Prefix, told.Id, reference)
                : status is 307 or 308 ? Value(evidence, "location")
                : null,
            SignIn = shown.Route is { OffersSession: true } ? decision.Site.Prefix + "sign-in" : null,
            // Refused with 403, a session has been found good.
            SignedIn = status == 403 && shown.Presented?.Scheme.Name == SessionScheme.SchemeName,
            RetryPath =
                decision.Facts.Method is "GET" or "HEAD" && SignInAddress.IsOwnPath(decision.Facts.Target)
                    ? decision.Facts.Target
                    : null,
            RetryAfterSeconds = RetryAfter(told, status, evidence),
            Allow = status == 405 ? Value(evidence, "allow") : null,
            Substatus = shown.Route is { Profile: AnswerProfile.Iis } && status == 401 ? told.IisSubstatus : null,
            Language = language,
        };
    }

    private static int StatusOf(Refused shown, Cause told, IReadOnlyList<Evidence> evidence)
    {
        if (told == Causes.Route.Moved)
        {
            return shown.Route is { Access: RouteAccess.Moved, MovedForNow: true } ? 307 : 308;
        }

        // IIS says 401 to everything it has a number for; a 401 without a challenge would break RFC 9110, so not there.
        var status =
            shown.Route is { Profile: AnswerProfile.Iis, Schemes.Count: > 0 } && told.IisSubstatus is not null
                ? 401
                : told.Status;
        return status switch
        {
            401 when shown.Route is { Schemes.Count: > 0 } route && !HasChallenge(route) => 403,
            403 when IsOfCertificate(told) && shown.Route is { } route && HasChallenge(route) => 401,
            _ => status,
        };
    }

    // A client without a good certificate may sign in otherwise, where something else is offered.
    private static bool IsOfCertificate(Cause told) => told.Id.StartsWith("certificate.", StringComparison.Ordinal);

    private static bool HasChallenge(Route route)
    {
        for (var i = 0; i < route.Schemes.Count; i++)
        {
            if (route.Schemes[i].HasChallenge)
            {
                return true;
            }
        }

        return false;
    }

    // A person on the way to a page signs in there; whoever sent credentials of another kind is answered in its words.
    private static bool AsksToSignIn(Decision decision, Refused shown, Cause told) =>
        shown.Route is { OffersSession: true }
        && told.Status == 401
        && (shown.Presented is null || shown.Presented.Value.Scheme.Name == SessionScheme.SchemeName)
        && (
            told == Causes.Credentials.Missing
            || told.Id.StartsWith("session.", StringComparison.Ordinal)
            || told == Causes.Token.TooOld
            || told == Causes.Mfa.Required
        )
        && BrowserRequest.IsNavigation(decision.Facts)
        && SessionCookie.NameFor(decision.Facts, decision.Site.Sessions) is not null;

    private static int? RetryAfter(Cause told, int status, IReadOnlyList<Evidence> evidence)
    {
        if (
            Value(evidence, "retry-after") is { } seconds
            && int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var given)
        )
        {
            return Math.Max(given, 1);
        }

        return status == 503 && told.Next == NextStep.Wait || status == 429 ? 5 : null;
    }

    private static IReadOnlyList<Challenge> ChallengesOf(
        Decision decision,
        Refused shown,
        Cause told,
        int status,
        IReadOnlyList<Evidence> evidence,
        out IReadOnlyList<HeaderLine> fields
    )
    {
        fields = [];
        if (shown.Route is not { Schemes.Count: > 0 } route || status is not (400 or 401 or 403))
        {
            return [];
        }

        var presented = shown.Presented?.Scheme;
        var challenges = new List<Challenge>(route.Schemes.Count);
        string? description = null;
        for (var i = 0; i < route.Schemes.Count; i++)
        {
            var scheme = route.Schemes[i];
            var concerned =
                told.OAuthError is not null
                && (presented is null ? told.OAuthError == "invalid_request" : presented.Name == scheme.Name);

            // Beside 401, only a scheme that has an error to tell sends a challenge (RFC 6750 section 3.1).
            if (status != 401 && !(concerned && scheme.AuthScheme is "Bearer" or "DPoP"))
            {
                continue;
            }

            description = concerned ? description ?? ErrorDescriptions.For(told, evidence) : description;
            var context = new ChallengeContext(
                decision.Site.Realm,
                decision.Site.Prefix,
                route,
                decision.Facts,
                concerned || presented?.Name == scheme.Name ? shown : null,
                concerned ? description : null
            );
            challenges.AddRange(scheme.MakeChallenges(context));
            fields = status == 401 && scheme.MakeFields(context) is { Count: > 0 } made ? [.. fields, .. made] : fields;
        }

        return challenges;
    }

    /// <summary>
    /// A text with its <c>{names}</c> replaced by what the caller may see; null where one of them has no value.
    /// </summary>
    public static string? Fill(string template, IReadOnlyList<Evidence> evidence)
    {
        if (!template.Contains('{', StringComparison.Ordinal))
        {
            return template;
        }

        var text = new StringBuilder(template.Length + 32);
        var rest = template.AsSpan();
        while (true)
        {
            var open = rest.IndexOf('{');
            if (open < 0)
            {
                return text.Append(rest).ToString();
            }

            var close = rest[open..].IndexOf('}');
            if (close < 0 || Value(evidence, rest.Slice(open + 1, close - 1)) is not { } value)
            {
                return null;
            }

            text.Append(rest[..open]).Append(value);
            rest = rest[(open + close + 1)..];
        }
    }

    private static Dictionary<string, string> ToldOf(IReadOnlyList<Evidence> evidence)
    {
        var told = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var piece in evidence)
        {
            if (piece.SeenBy == Disclosure.Caller)
            {
                told[piece.Name] = piece.Value;
            }
        }

        return told;
    }

    private static string? Value(IReadOnlyList<Evidence> evidence, ReadOnlySpan<char> name)
    {
        for (var i = 0; i < evidence.Count; i++)
        {
            if (evidence[i].SeenBy == Disclosure.Caller && name.SequenceEqual(evidence[i].Name))
            {
                return evidence[i].Value;
            }
        }

        return null;
    }
}
