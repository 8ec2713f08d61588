namespace Gatehouse.Protocol.Causes;

public static partial class Causes
{
    /// <summary>Client certificates.</summary>
    public static class Certificate
    {
        /// <summary>The route wants a client certificate and none came.</summary>
        public static Cause Missing { get; } =
            new("certificate.missing", 1401, 403, Party.Caller, NextStep.Authenticate);

        /// <summary>The client certificate has expired.</summary>
        public static Cause Expired { get; } = new("certificate.expired", 1402, 403, Party.Caller, NextStep.Renew);

        /// <summary>The client certificate's issuer is not trusted here.</summary>
        public static Cause Untrusted { get; } = new("certificate.untrusted", 1403, 403, Party.Caller, NextStep.Ask);

        /// <summary>The client certificate was revoked.</summary>
        public static Cause Revoked { get; } = new("certificate.revoked", 1404, 403, Party.Caller, NextStep.Ask);

        /// <summary>The client certificate belongs to no user.</summary>
        public static Cause Unmapped { get; } = new("certificate.unmapped", 1405, 403, Party.Operator, NextStep.Ask);

        internal static IEnumerable<Cause> Entries => [Missing, Expired, Untrusted, Revoked, Unmapped];
    }
}
