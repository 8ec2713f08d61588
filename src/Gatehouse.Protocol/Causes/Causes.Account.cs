namespace Gatehouse.Protocol.Causes;

public static partial class Causes
{
    /// <summary>Accounts in products that were never made.</summary>
    public static class Account
    {
        /// <summary>The person or service has no account in this product yet.</summary>
        public static Cause NotProvisioned { get; } =
            new("account.not-provisioned", 2901, 401, Party.Operator, NextStep.Ask) { OutsideOnly = true };

        /// <summary>The account waits for something: a confirmed address, accepted terms, a first password.</summary>
        public static Cause NotActivated { get; } =
            new("account.not-activated", 2902, 401, Party.Caller, NextStep.Correct) { OutsideOnly = true };

        /// <summary>A licence, subscription, payment or quota is what is missing.</summary>
        public static Cause EntitlementMissing { get; } =
            new("account.entitlement-missing", 2903, 401, Party.Operator, NextStep.Ask) { OutsideOnly = true };

        internal static IEnumerable<Cause> Entries => [NotProvisioned, NotActivated, EntitlementMissing];
    }
}
