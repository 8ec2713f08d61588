namespace Gatehouse.Protocol.Causes;

public static partial class Causes
{
    /// <summary>Cross-site requests.</summary>
    public static class Csrf
    {
        /// <summary>A form came without the token that ties it to the session.</summary>
        public static Cause TokenMissing { get; } = new("csrf.token-missing", 901, 403, Party.Caller, NextStep.Correct);

        /// <summary>The form's token does not belong to this session.</summary>
        public static Cause TokenInvalid { get; } = new("csrf.token-invalid", 902, 403, Party.Caller, NextStep.Correct);

        /// <summary>The request came from another site's page.</summary>
        public static Cause CrossSite { get; } = new("csrf.cross-site", 903, 403, Party.Caller, NextStep.Correct);

        internal static IEnumerable<Cause> Entries => [TokenMissing, TokenInvalid, CrossSite];
    }
}
