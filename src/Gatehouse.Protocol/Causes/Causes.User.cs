namespace Gatehouse.Protocol.Causes;

public static partial class Causes
{
    /// <summary>The account behind the credentials.</summary>
    public static class User
    {
        /// <summary>No such user. Masked.</summary>
        public static Cause Unknown { get; } =
            new("user.unknown", 201, 401, Party.Caller, NextStep.Correct)
            {
                IisSubstatus = "401.1",
                Public = Causes.Credentials.Rejected,
            };

        /// <summary>The account is disabled. Masked, but told to whoever has just given the right password.</summary>
        public static Cause Disabled { get; } =
            new("user.disabled", 202, 401, Party.Operator, NextStep.Ask)
            {
                IisSubstatus = "401.1",
                Public = Causes.Credentials.Rejected,
                ToldToOwner = true,
            };

        /// <summary>The account is locked. Masked, but told (an operator's lock) to whoever has just given the right password.</summary>
        public static Cause Locked { get; } =
            new("user.locked", 203, 401, Party.Operator, NextStep.Ask)
            {
                IisSubstatus = "401.1",
                Public = Causes.Credentials.Rejected,
                ToldToOwner = true,
            };

        internal static IEnumerable<Cause> Entries => [Unknown, Disabled, Locked];
    }
}
