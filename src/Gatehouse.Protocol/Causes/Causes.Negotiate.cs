namespace Gatehouse.Protocol.Causes;

public static partial class Causes
{
    /// <summary>Negotiate with Kerberos (RFC 4559).</summary>
    public static class Negotiate
    {
        /// <summary>The Kerberos ticket cannot be taken.</summary>
        public static Cause TicketInvalid { get; } =
            new("negotiate.ticket-invalid", 1301, 401, Party.Caller, NextStep.Authenticate) { IisSubstatus = "401.1" };

        /// <summary>The clocks of caller and server are too far apart for Kerberos.</summary>
        public static Cause ClockSkew { get; } =
            new("negotiate.clock-skew", 1302, 401, Party.Caller, NextStep.Correct) { IisSubstatus = "401.1" };

        /// <summary>The client answered with NTLM where Kerberos is wanted.</summary>
        public static Cause NtlmRefused { get; } =
            new("negotiate.ntlm-refused", 1303, 401, Party.Caller, NextStep.Correct) { IisSubstatus = "401.2" };

        /// <summary>The first server may not pass the person's Kerberos identity on to the second.</summary>
        public static Cause DelegationMissing { get; } =
            new("negotiate.delegation-missing", 1304, 401, Party.Operator, NextStep.Ask) { OutsideOnly = true };

        internal static IEnumerable<Cause> Entries => [TicketInvalid, ClockSkew, NtlmRefused, DelegationMissing];
    }
}
