namespace Gatehouse.Protocol.Causes;

public static partial class Causes
{
    /// <summary>What stands inside an application.</summary>
    public static class Application
    {
        /// <summary>A plugin or theme of the application answers, not the product itself.</summary>
        public static Cause ExtensionRefused { get; } =
            new("application.extension-refused", 3101, 401, Party.Operator, NextStep.Ask) { OutsideOnly = true };

        /// <summary>The application does not trust the proxy in front of it.</summary>
        public static Cause ProxyRefused { get; } =
            new("application.proxy-refused", 3102, 400, Party.Operator, NextStep.Ask) { OutsideOnly = true };

        /// <summary>The application does not run its authentication for this request.</summary>
        public static Cause AuthenticationAbsent { get; } =
            new("application.authentication-absent", 3103, 401, Party.Operator, NextStep.Ask) { OutsideOnly = true };

        internal static IEnumerable<Cause> Entries => [ExtensionRefused, ProxyRefused, AuthenticationAbsent];
    }
}
