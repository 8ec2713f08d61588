namespace Gatehouse.Protocol.Causes;

public static partial class Causes
{
    /// <summary>Web application firewalls.</summary>
    public static class Waf
    {
        /// <summary>A web application firewall answers in place of the application.</summary>
        public static Cause Blocked { get; } =
            new("waf.blocked", 3601, 403, Party.Operator, NextStep.Ask) { OutsideOnly = true };

        internal static IEnumerable<Cause> Entries => [Blocked];
    }
}
