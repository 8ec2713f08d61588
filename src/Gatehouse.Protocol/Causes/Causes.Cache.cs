namespace Gatehouse.Protocol.Causes;

public static partial class Causes
{
    /// <summary>Caches between caller and server, and in the browser.</summary>
    public static class Cache
    {
        /// <summary>A cache repeats an old refusal.</summary>
        public static Cause StaleRefusal { get; } =
            new("cache.stale-refusal", 3401, 401, Party.Operator, NextStep.Ask) { OutsideOnly = true };

        /// <summary>A remembered redirect leads to the wrong place.</summary>
        public static Cause StaleRedirect { get; } =
            new("cache.stale-redirect", 3402, 301, Party.Caller, NextStep.Correct) { OutsideOnly = true };

        internal static IEnumerable<Cause> Entries => [StaleRefusal, StaleRedirect];
    }
}
