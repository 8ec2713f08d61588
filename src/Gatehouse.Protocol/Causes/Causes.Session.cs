namespace Gatehouse.Protocol.Causes;

public static partial class Causes
{
    /// <summary>Session cookies.</summary>
    public static class Session
    {
        /// <summary>The session ended for want of activity.</summary>
        public static Cause ExpiredIdle { get; } =
            new("session.expired-idle", 801, 401, Party.Caller, NextStep.Authenticate) { IisSubstatus = "401.1" };

        /// <summary>The session reached its longest lifetime.</summary>
        public static Cause ExpiredAbsolute { get; } =
            new("session.expired-absolute", 802, 401, Party.Caller, NextStep.Authenticate) { IisSubstatus = "401.1" };

        /// <summary>The session was ended by a sign-out or an operator.</summary>
        public static Cause Revoked { get; } =
            new("session.revoked", 803, 401, Party.Caller, NextStep.Authenticate) { IisSubstatus = "401.1" };

        /// <summary>No such session.</summary>
        public static Cause Unknown { get; } =
            new("session.unknown", 804, 401, Party.Caller, NextStep.Authenticate) { IisSubstatus = "401.1" };

        /// <summary>The session cookie cannot be read.</summary>
        public static Cause Unreadable { get; } =
            new("session.unreadable", 805, 401, Party.Caller, NextStep.Authenticate) { IisSubstatus = "401.1" };

        internal static IEnumerable<Cause> Entries => [ExpiredIdle, ExpiredAbsolute, Revoked, Unknown, Unreadable];
    }
}
