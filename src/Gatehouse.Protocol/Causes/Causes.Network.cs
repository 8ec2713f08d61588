namespace Gatehouse.Protocol.Causes;

public static partial class Causes
{
    /// <summary>The way between caller and server.</summary>
    public static class Network
    {
        /// <summary>The answer depends on the address from which the request comes.</summary>
        public static Cause AddressDependent { get; } =
            new("network.address-dependent", 3901, 401, Party.Network, NextStep.Ask) { OutsideOnly = true };

        internal static IEnumerable<Cause> Entries => [AddressDependent];
    }
}
