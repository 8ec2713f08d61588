namespace Gatehouse.Protocol.Causes;

public static partial class Causes
{
    /// <summary>The application behind the gateway.</summary>
    public static class Upstream
    {
        /// <summary>The application behind the gateway answered 401 itself.</summary>
        public static Cause Unauthorized { get; } =
            new("upstream.unauthorized", 2101, 401, Party.Operator, NextStep.Ask);

        /// <summary>The application behind the gateway cannot be reached.</summary>
        public static Cause Unreachable { get; } =
            new("upstream.unreachable", 2102, 502, Party.Operator, NextStep.Wait);

        /// <summary>The application behind the gateway did not answer in time.</summary>
        public static Cause Timeout { get; } = new("upstream.timeout", 2103, 504, Party.Operator, NextStep.Wait);

        internal static IEnumerable<Cause> Entries => [Unauthorized, Unreachable, Timeout];
    }
}
