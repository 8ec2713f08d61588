namespace Gatehouse.Protocol.Causes;

public static partial class Causes
{
    /// <summary>The password itself.</summary>
    public static class Password
    {
        /// <summary>The password is wrong. Masked.</summary>
        public static Cause Wrong { get; } =
            new("password.wrong", 301, 401, Party.Caller, NextStep.Correct)
            {
                IisSubstatus = "401.1",
                Public = Causes.Credentials.Rejected,
            };

        /// <summary>The password is right and must be changed before it counts again.</summary>
        public static Cause Expired { get; } =
            new("password.expired", 302, 401, Party.Caller, NextStep.Correct) { IisSubstatus = "401.1" };

        internal static IEnumerable<Cause> Entries => [Wrong, Expired];
    }
}
