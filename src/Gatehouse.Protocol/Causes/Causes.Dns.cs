namespace Gatehouse.Protocol.Causes;

public static partial class Causes
{
    /// <summary>Name resolution.</summary>
    public static class Dns
    {
        /// <summary>The host name does not resolve.</summary>
        public static Cause Failed { get; } =
            new("dns.failed", 3701, 0, Party.Network, NextStep.Correct) { OutsideOnly = true };

        /// <summary>The resolver gives an old address of the host.</summary>
        public static Cause Stale { get; } =
            new("dns.stale", 3702, 401, Party.Network, NextStep.Wait) { OutsideOnly = true };

        internal static IEnumerable<Cause> Entries => [Failed, Stale];
    }
}
