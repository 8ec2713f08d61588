namespace Gatehouse.Protocol.Causes;

public static partial class Causes
{
    /// <summary>Several servers behind one name.</summary>
    public static class Replica
    {
        /// <summary>Some of several servers answer otherwise.</summary>
        public static Cause Inconsistent { get; } =
            new("replica.inconsistent", 2801, 401, Party.Operator, NextStep.Ask) { OutsideOnly = true };

        internal static IEnumerable<Cause> Entries => [Inconsistent];
    }
}
