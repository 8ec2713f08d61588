namespace Gatehouse.Protocol.Causes;

public static partial class Causes
{
    /// <summary>Preflights (the Fetch standard).</summary>
    public static class Cors
    {
        /// <summary>The route's CORS rules do not name this origin.</summary>
        public static Cause OriginDenied { get; } = new("cors.origin-denied", 1001, 403, Party.Operator, NextStep.Ask);

        /// <summary>The route's CORS rules do not name this method.</summary>
        public static Cause MethodDenied { get; } = new("cors.method-denied", 1002, 403, Party.Operator, NextStep.Ask);

        /// <summary>The route's CORS rules do not name one of these headers.</summary>
        public static Cause HeaderDenied { get; } = new("cors.header-denied", 1003, 403, Party.Operator, NextStep.Ask);

        internal static IEnumerable<Cause> Entries => [OriginDenied, MethodDenied, HeaderDenied];
    }
}
