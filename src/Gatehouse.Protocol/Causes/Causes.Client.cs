namespace Gatehouse.Protocol.Causes;

public static partial class Causes
{
    /// <summary>Where the request comes from and how often.</summary>
    public static class Client
    {
        /// <summary>The caller's address is not admitted.</summary>
        public static Cause AddressDenied { get; } =
            new("client.address-denied", 1601, 403, Party.Operator, NextStep.Ask) { IisSubstatus = "401.503" };

        /// <summary>The caller's host name is not admitted.</summary>
        public static Cause HostDenied { get; } =
            new("client.host-denied", 1602, 403, Party.Operator, NextStep.Ask) { IisSubstatus = "401.504" };

        /// <summary>The caller's country is not admitted.</summary>
        public static Cause CountryDenied { get; } =
            new("client.country-denied", 1603, 403, Party.Operator, NextStep.Ask);

        /// <summary>Too many requests in a time.</summary>
        public static Cause RateExceeded { get; } =
            new("client.rate-exceeded", 1604, 429, Party.Caller, NextStep.Wait) { IisSubstatus = "401.502" };

        /// <summary>Too many requests at once.</summary>
        public static Cause ConcurrencyExceeded { get; } =
            new("client.concurrency-exceeded", 1605, 429, Party.Caller, NextStep.Wait) { IisSubstatus = "401.501" };

        /// <summary>The caller is banned for a time.</summary>
        public static Cause Banned { get; } = new("client.banned", 1606, 403, Party.Operator, NextStep.Wait);

        internal static IEnumerable<Cause> Entries =>
            [AddressDenied, HostDenied, CountryDenied, RateExceeded, ConcurrencyExceeded, Banned];
    }
}
