namespace Gatehouse.Protocol.Causes;

public static partial class Causes
{
    /// <summary>Signed requests.</summary>
    public static class Signature
    {
        /// <summary>A request signature does not match (SigV4, HMAC, OAuth 1, webhooks).</summary>
        public static Cause Mismatch { get; } =
            new("signature.mismatch", 2701, 401, Party.Caller, NextStep.Correct) { OutsideOnly = true };

        /// <summary>A request signature carries a time too far from the server's.</summary>
        public static Cause ClockSkewed { get; } =
            new("signature.clock-skewed", 2702, 401, Party.Caller, NextStep.Correct) { OutsideOnly = true };

        /// <summary>The body was changed after it was signed.</summary>
        public static Cause BodyChanged { get; } =
            new("signature.body-changed", 2703, 401, Party.Caller, NextStep.Correct) { OutsideOnly = true };

        internal static IEnumerable<Cause> Entries => [Mismatch, ClockSkewed, BodyChanged];
    }
}
