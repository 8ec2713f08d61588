namespace Gatehouse.Protocol.Causes;

public static partial class Causes
{
    /// <summary>Forward-auth: questions of a proxy.</summary>
    public static class Forward
    {
        /// <summary>A forward-auth question came from a peer that is not a trusted proxy. Masked: the endpoint is not there for it.</summary>
        public static Cause PeerUntrusted { get; } =
            new("forward.peer-untrusted", 2001, 404, Party.Operator, NextStep.Ask) { Public = Causes.Route.Unknown };

        /// <summary>The proxy did not say which request it asks about.</summary>
        public static Cause DescriptionMissing { get; } =
            new("forward.description-missing", 2002, 403, Party.Operator, NextStep.Ask);

        /// <summary>The proxy described the request in two ways that disagree.</summary>
        public static Cause DescriptionConflicting { get; } =
            new("forward.description-conflicting", 2003, 403, Party.Operator, NextStep.Ask);

        internal static IEnumerable<Cause> Entries => [PeerUntrusted, DescriptionMissing, DescriptionConflicting];
    }
}
