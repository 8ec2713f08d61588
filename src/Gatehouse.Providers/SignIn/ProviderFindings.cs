using System.Globalization;
using Gatehouse.Decisions.Findings;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Providers.SignIn;

/// <summary>Makes what is told of a sign-in at a provider that went wrong: the cause, and each side's story.</summary>
public static class ProviderFindings
{
    /// <summary>Every cause that a sign-in at a provider can end in.</summary>
    public static IReadOnlyCollection<Cause> Finds { get; } =
    [
        Causes.Provider.Unreachable,
        Causes.Provider.Misconfigured,
        Causes.Provider.LoginFailed,
        Causes.Provider.StateMismatch,
        Causes.Provider.NonceMismatch,
        Causes.Provider.AccountUnlinked,
        Causes.Provider.ClockSkewed,
    ];

    private const int RetryAfterSeconds = 10;

    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromMinutes(5);

    /// <summary>The provider, or one of its endpoints, is away.</summary>
    public static Unanswerable Unreachable(
        string provider,
        string endpoint,
        string problem,
        TimeSpan? retryAfter = null
    )
    {
        TimeSpan wait = retryAfter ?? TimeSpan.FromSeconds(RetryAfterSeconds);
        wait =
            wait > LongestRetryAfter ? LongestRetryAfter
            : wait < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1)
            : wait;
        return Finding.Unanswerable(
            Causes.Provider.Unreachable,
            Evidence.ForOperator("provider", provider),
            Evidence.ForOperator("endpoint", endpoint),
            Evidence.ForOperator("problem", problem),
            Evidence.Number("retry-after", (long)Math.Ceiling(wait.TotalSeconds), Disclosure.Caller)
        );
    }

    /// <summary>The provider's settings and ours do not fit.</summary>
    public static Unanswerable Misconfigured(string provider, string endpoint, string problem) =>
        Finding.Unanswerable(
            Causes.Provider.Misconfigured,
            Evidence.ForOperator("provider", provider),
            Evidence.ForOperator("endpoint", endpoint),
            Evidence.ForOperator("problem", problem)
        );

    /// <summary>The provider did not sign the person in. <paramref name="reason"/> is a phrase that the languages translate.</summary>
    public static Failed LoginFailed(string provider, string reason, string problem) =>
        Finding.Failed(
            Causes.Provider.LoginFailed,
            Evidence.ForCaller("reason", reason),
            Evidence.ForOperator("provider", provider),
            Evidence.ForOperator("problem", problem)
        );

    /// <summary>The answer belongs to no sign-in of this browser. <paramref name="reason"/> is a phrase that the languages translate.</summary>
    public static Failed StateMismatch(string provider, string reason, string problem) =>
        Finding.Failed(
            Causes.Provider.StateMismatch,
            Evidence.ForCaller("reason", reason),
            Evidence.ForOperator("provider", provider),
            Evidence.ForOperator("problem", problem)
        );

    internal static Failed NonceMismatch(string provider, string problem) =>
        Finding.Failed(
            Causes.Provider.NonceMismatch,
            Evidence.ForOperator("provider", provider),
            Evidence.ForOperator("problem", problem)
        );

    internal static Unanswerable ClockSkewed(string provider, long ahead, string measuredBy, string problem) =>
        Finding.Unanswerable(
            Causes.Provider.ClockSkewed,
            Evidence.Number("seconds", Math.Abs(ahead), Disclosure.Caller),
            Evidence.ForCaller("side", ahead > 0 ? "ahead of" : "behind"),
            Evidence.ForOperator("provider", provider),
            Evidence.ForOperator("clock", ClockSentence(ahead, measuredBy)),
            Evidence.ForOperator("problem", problem)
        );

    /// <summary>Whose clock is ahead and by how much, as a sentence.</summary>
    public static string ClockSentence(long ahead, string measuredBy) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"by {measuredBy}, the provider's clock is {Math.Abs(ahead)} s {(ahead > 0 ? "ahead of" : "behind")} ours"
        );
}
