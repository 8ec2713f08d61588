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

        /// <summary>The refusal carries no CORS headers, so the page cannot read it.</summary>
        public static Cause RefusalUnreadable { get; } =
            new("cors.refusal-unreadable", 1004, 401, Party.Operator, NextStep.Ask) { OutsideOnly = true };

        internal static IEnumerable<Cause> Entries => [OriginDenied, MethodDenied, HeaderDenied, RefusalUnreadable];
    }
}
