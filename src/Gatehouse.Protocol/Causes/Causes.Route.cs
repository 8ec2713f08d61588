namespace Gatehouse.Protocol.Causes;

public static partial class Causes
{
    /// <summary>Where the request goes.</summary>
    public static class Route
    {
        /// <summary>No route takes this request; also what outsiders see of a hidden route.</summary>
        public static Cause Unknown { get; } = new("route.unknown", 1801, 404, Party.Caller, NextStep.Correct);

        /// <summary>The route does not take this method.</summary>
        public static Cause MethodNotAllowed { get; } =
            new("route.method-not-allowed", 1802, 405, Party.Caller, NextStep.Correct);

        /// <summary>The route has moved.</summary>
        public static Cause Moved { get; } = new("route.moved", 1803, 308, Party.Caller, NextStep.Correct);

        internal static IEnumerable<Cause> Entries => [Unknown, MethodNotAllowed, Moved];
    }
}
