using System.Net;
using Gatehouse.Client.Schemes;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Client.Flow;

/// <summary>
/// The cause of a refusal that does not name it: what the protocol's own words say (status, challenges, error codes), held
/// against what was sent. For what only a conversation with the server could tell there is the doctor.
/// </summary>
internal static class CauseReading
{
    private static readonly (string Word, Cause Cause)[] TokenWords =
    [
        ("expire", Causes.Token.Expired),
        ("revoked", Causes.Token.Revoked),
        ("audience", Causes.Token.AudienceMismatch),
        ("issuer", Causes.Token.IssuerUntrusted),
        ("not yet valid", Causes.Token.NotYetValid),
        ("not valid yet", Causes.Token.NotYetValid),
        ("signature key was not found", Causes.Token.KeyUnknown),
        ("signature", Causes.Token.SignatureInvalid),
        ("malformed", Causes.Token.Malformed),
    ];

    /// <summary>The cause.</summary>
    /// <param name="status">The status.</param>
    /// <param name="challenges">The challenges.</param>
    /// <param name="isBroken">Whether a challenge breaks the grammar.</param>
    /// <param name="sent">Whose credentials the request carried; null where it carried none.</param>
    /// <param name="body">What the body says.</param>
    /// <param name="known">Whether a scheme is one that this client can answer.</param>
    public static Cause Of(
        HttpStatusCode status,
        IReadOnlyList<Challenge> challenges,
        bool isBroken,
        ClientScheme? sent,
        ProblemBody body,
        Func<Challenge, bool> known
    )
    {
        if (OfStatus(status) is { } told)
        {
            return told;
        }

        if (OfErrorCode(challenges, sent, body) is { } coded)
        {
            return coded;
        }

        if (challenges.Count == 0 && sent is null)
        {
            return isBroken ? Causes.Challenge.Malformed : Causes.Challenge.Missing;
        }

        if (sent is null)
        {
            return challenges.Any(known) ? Causes.Credentials.Missing : Causes.Challenge.UnknownScheme;
        }

        if (challenges.Any(challenge => challenge.Is("Digest") && IsTrue(challenge["stale"])))
        {
            return Causes.Digest.NonceStale;
        }

        return OfRefused(challenges, sent);
    }

    /// <summary>The error code of the first challenge, or the body, that has one; null where none has.</summary>
    public static string? ErrorCodeOf(IReadOnlyList<Challenge> challenges, ProblemBody body) =>
        challenges.Select(challenge => challenge["error"]).FirstOrDefault(error => error is not null)
        ?? body.OAuthError;

    private static Cause? OfStatus(HttpStatusCode status) =>
        status switch
        {
            HttpStatusCode.ProxyAuthenticationRequired => Causes.Proxy.AuthenticationRequired,
            HttpStatusCode.TooManyRequests => Causes.Client.RateExceeded,
            HttpStatusCode.RequestHeaderFieldsTooLarge => Causes.Header.TooLarge,
            HttpStatusCode.NetworkAuthenticationRequired => Causes.Proxy.CaptivePortal,
            _ => null,
        };

    private static Cause? OfErrorCode(IReadOnlyList<Challenge> challenges, ClientScheme? sent, ProblemBody body) =>
        ErrorCodeOf(challenges, body) switch
        {
            "insufficient_scope" => Causes.Token.ScopeInsufficient,
            "insufficient_user_authentication" => challenges.Any(challenge => challenge["max_age"] is not null)
                ? Causes.Token.TooOld
                : Causes.Token.AssuranceInsufficient,
            "invalid_dpop_proof" or "use_dpop_nonce" => Causes.Token.BindingMismatch,
            "invalid_token" when sent is { Kind: CredentialKind.Token } => OfWords(challenges, body),
            "invalid_request" when sent is not null => Causes.Credentials.Malformed,
            _ => null,
        };

    private static Cause OfWords(IReadOnlyList<Challenge> challenges, ProblemBody body)
    {
        var words = challenges
            .Select(challenge => challenge["error_description"])
            .Append(body.Detail)
            .FirstOrDefault(text => !string.IsNullOrEmpty(text));
        foreach (var (word, cause) in words is null ? [] : TokenWords)
        {
            if (words!.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return cause;
            }
        }

        return Causes.Token.Inactive;
    }

    private static Cause OfRefused(IReadOnlyList<Challenge> challenges, ClientScheme sent)
    {
        // Servers that take a key in a field of its own seldom say so in a challenge.
        if (
            sent.Kind != CredentialKind.Key
            && challenges.Count > 0
            && !challenges.Any(challenge => sent.StrengthFor(challenge) > 0)
        )
        {
            return Causes.Credentials.SchemeUnsupported;
        }

        return sent.Kind switch
        {
            CredentialKind.Token => Causes.Token.Inactive,
            CredentialKind.Key => Causes.Key.Unknown,
            CredentialKind.Ticket => Causes.Negotiate.TicketInvalid,
            _ => Causes.Credentials.Rejected,
        };
    }

    private static bool IsTrue(string? value) => "true".Equals(value, StringComparison.OrdinalIgnoreCase);
}
