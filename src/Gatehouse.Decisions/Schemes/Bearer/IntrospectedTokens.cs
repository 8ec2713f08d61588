using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Providers;
using Gatehouse.Decisions.Secrets;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Decisions.Schemes.Bearer;

/// <summary>Judges a token by what the route's introspectors say of it, in their order.</summary>
internal static class IntrospectedTokens
{
    private const int LongestToken = 8192;

    /// <summary>Whether one of the route's introspectors may know a token of this issuer (null: it names none).</summary>
    public static bool MayBeKnown(Decision decision, string? issuer)
    {
        var asked = decision.Route!.Introspectors;
        for (var i = 0; i < asked.Count; i++)
        {
            if (IsFor(asked[i], issuer))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// An <see cref="Authenticated"/> of the first that says the token is active and good; else, where one of them could not
    /// be asked, that; else why it is not good.
    /// </summary>
    public static async ValueTask<Finding> JudgeAsync(
        Decision decision,
        string token,
        string? issuer,
        CancellationToken cancellationToken
    )
    {
        // RFC 6750 section 2.1: what no token can be goes nowhere.
        if (token.Length > LongestToken || token.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            return Finding.Failed(
                Causes.Token.Malformed,
                Evidence.ForCaller("problem", "it is too long, or has characters that no token has")
            );
        }

        if (SecretText.IsOfAnyKind(token))
        {
            return Finding.Failed(
                Causes.Token.Malformed,
                Evidence.ForCaller("problem", "it is a secret of this site's own, and no access token")
            );
        }

        Unanswerable? unknown = null;
        Failed? failed = null;
        Failed? inactive = null;
        var asked = decision.Route!.Introspectors;
        for (var i = 0; i < asked.Count; i++)
        {
            if (!IsFor(asked[i], issuer))
            {
                continue;
            }

            var said = await asked[i].AskAsync(token, cancellationToken);
            if (said.Problem is { } problem)
            {
                unknown ??= problem;
            }
            else if (said.Claims is null)
            {
                inactive ??= Finding.Failed(
                    Causes.Token.Inactive,
                    Evidence.ForOperator("provider", string.Join(' ', Names(asked, issuer)))
                );
            }
            else
            {
                var judged = TokenClaims.JudgeIntrospected(decision, asked[i], said);
                if (judged is not Failed wrong)
                {
                    return judged;
                }

                failed ??= wrong;
            }
        }

        return unknown ?? (Finding?)failed ?? inactive!;
    }

    private static IEnumerable<string> Names(IReadOnlyList<IIntrospector> asked, string? issuer) =>
        asked.Where(each => IsFor(each, issuer)).Select(each => each.Name);

    private static bool IsFor(IIntrospector introspector, string? issuer) =>
        issuer is null
        || introspector.Issuer is not { } known
        || string.Equals(known, issuer, StringComparison.Ordinal);
}
