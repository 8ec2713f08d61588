namespace Gatehouse.Protocol.Causes;

public static partial class Causes
{
    /// <summary>Transport security.</summary>
    public static class Tls
    {
        /// <summary>The TLS connection could not be made.</summary>
        public static Cause Failed { get; } =
            new("tls.failed", 3801, 0, Party.Network, NextStep.Correct) { OutsideOnly = true };

        internal static IEnumerable<Cause> Entries => [Failed];
    }
}
