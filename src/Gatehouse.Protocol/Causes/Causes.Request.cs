namespace Gatehouse.Protocol.Causes;

public static partial class Causes
{
    /// <summary>The request itself.</summary>
    public static class Request
    {
        /// <summary>The path can be read in more than one way.</summary>
        public static Cause PathAmbiguous { get; } =
            new("request.path-ambiguous", 1701, 400, Party.Caller, NextStep.Correct);

        /// <summary>Where the request ends can be read in more than one way.</summary>
        public static Cause FramingAmbiguous { get; } =
            new("request.framing-ambiguous", 1702, 400, Party.Caller, NextStep.Correct);

        internal static IEnumerable<Cause> Entries => [PathAmbiguous, FramingAmbiguous];
    }
}
