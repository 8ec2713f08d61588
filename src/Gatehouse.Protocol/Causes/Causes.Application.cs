namespace Gatehouse.Protocol.Causes;

public static partial class Causes
{
    /// <summary>What stands inside an application.</summary>
    public static class Application
    {
        /// <summary>A plugin or theme of the application answers, not the product itself.</summary>
        public static Cause ExtensionRefused { get; } =
            new("application.extension-refused", 3101, 401, Party.Operator, NextStep.Ask) { OutsideOnly = true };

        internal static IEnumerable<Cause> Entries => [ExtensionRefused];
    }
}
