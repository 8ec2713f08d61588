namespace Gatehouse.Protocol.Causes;

public static partial class Causes
{
    /// <summary>Clocks.</summary>
    public static class Clock
    {
        /// <summary>The clocks of caller and server disagree.</summary>
        public static Cause Skewed { get; } =
            new("clock.skewed", 2501, 401, Party.Caller, NextStep.Correct) { OutsideOnly = true };

        internal static IEnumerable<Cause> Entries => [Skewed];
    }
}
