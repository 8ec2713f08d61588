namespace Gatehouse.Protocol.Causes;

public static partial class Causes
{
    /// <summary>Forward proxies and networks with a gate.</summary>
    public static class Proxy
    {
        /// <summary>A forward proxy wants credentials of its own.</summary>
        public static Cause AuthenticationRequired { get; } =
            new("proxy.authentication-required", 3301, 407, Party.Network, NextStep.Authenticate)
            {
                OutsideOnly = true,
            };

        /// <summary>A network's sign-in page answers in place of the site.</summary>
        public static Cause CaptivePortal { get; } =
            new("proxy.captive-portal", 3302, 511, Party.Network, NextStep.Authenticate) { OutsideOnly = true };

        /// <summary>A proxy or filter of the caller's network blocks the request.</summary>
        public static Cause Blocked { get; } =
            new("proxy.blocked", 3303, 403, Party.Network, NextStep.Ask) { OutsideOnly = true };

        internal static IEnumerable<Cause> Entries => [AuthenticationRequired, CaptivePortal, Blocked];
    }
}
