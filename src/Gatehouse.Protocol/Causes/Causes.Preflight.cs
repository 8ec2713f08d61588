namespace Gatehouse.Protocol.Causes;

public static partial class Causes
{
    /// <summary>Preflights on servers that challenge them.</summary>
    public static class Preflight
    {
        /// <summary>The CORS preflight is asked for credentials, which it can never carry.</summary>
        public static Cause Refused { get; } =
            new("preflight.refused", 3501, 401, Party.Operator, NextStep.Ask) { OutsideOnly = true };

        internal static IEnumerable<Cause> Entries => [Refused];
    }
}
