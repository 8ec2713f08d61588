namespace Gatehouse.Protocol.Causes;

public static partial class Causes
{
    /// <summary>Accounts in products that were never made.</summary>
    public static class Account
    {
        /// <summary>The person or service has no account in this product yet.</summary>
        public static Cause NotProvisioned { get; } =
            new("account.not-provisioned", 2901, 401, Party.Operator, NextStep.Ask) { OutsideOnly = true };

        internal static IEnumerable<Cause> Entries => [NotProvisioned];
    }
}
