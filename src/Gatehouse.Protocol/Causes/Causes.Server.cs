namespace Gatehouse.Protocol.Causes;

public static partial class Causes
{
    /// <summary>The server itself.</summary>
    public static class Server
    {
        /// <summary>Something that this route needs is not configured as it must be.</summary>
        public static Cause Configuration { get; } =
            new("server.configuration", 1901, 503, Party.Operator, NextStep.Ask);

        /// <summary>A check failed in a way that was not foreseen.</summary>
        public static Cause Error { get; } = new("server.error", 1902, 500, Party.Operator, NextStep.Ask);

        /// <summary>Too many passwords are being verified at once.</summary>
        public static Cause Busy { get; } = new("server.busy", 1903, 503, Party.Operator, NextStep.Wait);

        /// <summary>The store does not answer.</summary>
        public static Cause StoreUnavailable { get; } =
            new("server.store-unavailable", 1904, 503, Party.Operator, NextStep.Wait);

        /// <summary>Maintenance is on.</summary>
        public static Cause Maintenance { get; } = new("server.maintenance", 1905, 503, Party.Operator, NextStep.Wait);

        /// <summary>An inherited or forgotten rule asks for a password.</summary>
        public static Cause ProtectionUnintended { get; } =
            new("server.protection-unintended", 1906, 401, Party.Operator, NextStep.Ask) { OutsideOnly = true };

        /// <summary>The server's own account may not read the file.</summary>
        public static Cause FileDenied { get; } =
            new("server.file-denied", 1907, 401, Party.Operator, NextStep.Ask) { OutsideOnly = true };

        /// <summary>A fault of the server is answered with 401.</summary>
        public static Cause ErrorAs401 { get; } =
            new("server.error-as-401", 1908, 401, Party.Operator, NextStep.Ask) { OutsideOnly = true };

        /// <summary>The server's file of users and password hashes is damaged or cannot be read.</summary>
        public static Cause UserFileUnusable { get; } =
            new("server.user-file-unusable", 1909, 401, Party.Operator, NextStep.Ask) { OutsideOnly = true };

        internal static IEnumerable<Cause> Entries =>
            [
                Configuration,
                Error,
                Busy,
                StoreUnavailable,
                Maintenance,
                ProtectionUnintended,
                FileDenied,
                ErrorAs401,
                UserFileUnusable,
            ];
    }
}
