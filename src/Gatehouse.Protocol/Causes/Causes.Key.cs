namespace Gatehouse.Protocol.Causes;

public static partial class Causes
{
    /// <summary>API keys.</summary>
    public static class Key
    {
        /// <summary>No such key.</summary>
        public static Cause Unknown { get; } =
            new("key.unknown", 601, 401, Party.Caller, NextStep.Correct) { IisSubstatus = "401.1" };

        /// <summary>The key has ended.</summary>
        public static Cause Expired { get; } =
            new("key.expired", 602, 401, Party.Caller, NextStep.Renew) { IisSubstatus = "401.1" };

        /// <summary>The key was revoked.</summary>
        public static Cause Revoked { get; } =
            new("key.revoked", 603, 401, Party.Caller, NextStep.Authenticate) { IisSubstatus = "401.1" };

        /// <summary>The key stands where this route does not take one.</summary>
        public static Cause Misplaced { get; } =
            new("key.misplaced", 604, 401, Party.Caller, NextStep.Correct) { IisSubstatus = "401.1" };

        /// <summary>The key may not be used from this address.</summary>
        public static Cause AddressDenied { get; } =
            new("key.address-denied", 605, 401, Party.Operator, NextStep.Ask) { IisSubstatus = "401.1" };

        internal static IEnumerable<Cause> Entries => [Unknown, Expired, Revoked, Misplaced, AddressDenied];
    }
}
