namespace Gatehouse.Protocol.Causes;

public static partial class Causes
{
    /// <summary>The WWW-Authenticate field of a refusal.</summary>
    public static class Challenge
    {
        /// <summary>The 401 carries no challenge (RFC 9110 section 15.5.2).</summary>
        public static Cause Missing { get; } =
            new("challenge.missing", 3201, 401, Party.Operator, NextStep.Ask) { OutsideOnly = true };

        /// <summary>The challenge breaks the grammar of RFC 9110 section 11.6.1.</summary>
        public static Cause Malformed { get; } =
            new("challenge.malformed", 3202, 401, Party.Operator, NextStep.Ask) { OutsideOnly = true };

        /// <summary>The challenge names a scheme that the client does not speak.</summary>
        public static Cause UnknownScheme { get; } =
            new("challenge.unknown-scheme", 3203, 401, Party.Caller, NextStep.Correct) { OutsideOnly = true };

        /// <summary>The challenge names no resource metadata, or metadata that do not fit (RFC 9728).</summary>
        public static Cause MetadataMismatch { get; } =
            new("challenge.metadata-mismatch", 3204, 401, Party.Operator, NextStep.Ask) { OutsideOnly = true };

        internal static IEnumerable<Cause> Entries => [Missing, Malformed, UnknownScheme, MetadataMismatch];
    }
}
