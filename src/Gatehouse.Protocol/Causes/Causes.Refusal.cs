namespace Gatehouse.Protocol.Causes;

public static partial class Causes
{
    /// <summary>Refusals under another status.</summary>
    public static class Refusal
    {
        /// <summary>403 is answered where credentials were missing or wrong.</summary>
        public static Cause AsForbidden { get; } =
            new("refusal.as-forbidden", 3001, 403, Party.Caller, NextStep.Authenticate) { OutsideOnly = true };

        /// <summary>A redirect to a sign-in page is answered where credentials were missing or wrong.</summary>
        public static Cause AsRedirect { get; } =
            new("refusal.as-redirect", 3002, 302, Party.Caller, NextStep.Authenticate) { OutsideOnly = true };

        /// <summary>200 with a sign-in page or an error body is answered where credentials were missing or wrong.</summary>
        public static Cause AsSuccess { get; } =
            new("refusal.as-success", 3003, 200, Party.Caller, NextStep.Authenticate) { OutsideOnly = true };

        /// <summary>A 5xx is answered where credentials were missing or wrong.</summary>
        public static Cause AsServerError { get; } =
            new("refusal.as-server-error", 3004, 500, Party.Operator, NextStep.Ask) { OutsideOnly = true };

        internal static IEnumerable<Cause> Entries => [AsForbidden, AsRedirect, AsSuccess, AsServerError];
    }
}
