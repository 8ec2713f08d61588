namespace Gatehouse.Protocol.Causes;

public static partial class Causes
{
    /// <summary>Identity providers and sign-in through them.</summary>
    public static class Provider
    {
        /// <summary>The identity provider cannot be reached and the request cannot be judged without it.</summary>
        public static Cause Unreachable { get; } =
            new("provider.unreachable", 1101, 503, Party.Provider, NextStep.Wait);

        /// <summary>The identity provider answered in a way that the settings here do not allow.</summary>
        public static Cause Misconfigured { get; } =
            new("provider.misconfigured", 1102, 503, Party.Operator, NextStep.Ask);

        /// <summary>The identity provider did not sign the person in.</summary>
        public static Cause LoginFailed { get; } =
            new("provider.login-failed", 1103, 401, Party.Caller, NextStep.Authenticate) { IisSubstatus = "401.1" };

        /// <summary>The answer of the identity provider belongs to no sign-in begun in this browser.</summary>
        public static Cause StateMismatch { get; } =
            new("provider.state-mismatch", 1104, 400, Party.Caller, NextStep.Authenticate);

        /// <summary>The ID token was made for another sign-in.</summary>
        public static Cause NonceMismatch { get; } =
            new("provider.nonce-mismatch", 1105, 401, Party.Caller, NextStep.Authenticate) { IisSubstatus = "401.1" };

        /// <summary>The person is known to the provider but has no account here.</summary>
        public static Cause AccountUnlinked { get; } =
            new("provider.account-unlinked", 1106, 403, Party.Operator, NextStep.Ask);

        /// <summary>The place that knows the users is away, and 401 is answered for it.</summary>
        public static Cause OutageAs401 { get; } =
            new("provider.outage-as-401", 1107, 401, Party.Operator, NextStep.Wait) { OutsideOnly = true };

        /// <summary>The clocks of the identity provider and of this site are too far apart.</summary>
        public static Cause ClockSkewed { get; } =
            new("provider.clock-skewed", 1108, 503, Party.Operator, NextStep.Ask);

        internal static IEnumerable<Cause> Entries =>
            [
                Unreachable,
                Misconfigured,
                LoginFailed,
                StateMismatch,
                NonceMismatch,
                AccountUnlinked,
                OutageAs401,
                ClockSkewed,
            ];
    }
}
