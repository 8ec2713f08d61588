namespace Gatehouse.Protocol.Causes;

public static partial class Causes
{
    /// <summary>The second factor.</summary>
    public static class Mfa
    {
        /// <summary>A second factor is due.</summary>
        public static Cause Required { get; } =
            new("mfa.required", 401, 401, Party.Caller, NextStep.StepUp)
            {
                OAuthError = "insufficient_user_authentication",
                IisSubstatus = "401.1",
            };

        /// <summary>The code of the second factor is wrong or used.</summary>
        public static Cause Wrong { get; } =
            new("mfa.wrong", 402, 401, Party.Caller, NextStep.Correct) { IisSubstatus = "401.1" };

        internal static IEnumerable<Cause> Entries => [Required, Wrong];
    }
}
