namespace Gatehouse.Protocol.Causes;

public static partial class Causes
{
    /// <summary>Where the caller sent the request.</summary>
    public static class Endpoint
    {
        /// <summary>The request went to another host than the credentials are for.</summary>
        public static Cause WrongHost { get; } =
            new("endpoint.wrong-host", 2601, 401, Party.Caller, NextStep.Correct) { OutsideOnly = true };

        /// <summary>Credentials of one environment (test, live) went to another.</summary>
        public static Cause WrongEnvironment { get; } =
            new("endpoint.wrong-environment", 2602, 401, Party.Caller, NextStep.Correct) { OutsideOnly = true };

        /// <summary>The path is not the one that takes these credentials.</summary>
        public static Cause WrongPath { get; } =
            new("endpoint.wrong-path", 2603, 401, Party.Caller, NextStep.Correct) { OutsideOnly = true };

        /// <summary>The method is not the one that takes these credentials.</summary>
        public static Cause WrongMethod { get; } =
            new("endpoint.wrong-method", 2604, 401, Party.Caller, NextStep.Correct) { OutsideOnly = true };

        /// <summary>The request went over http where https is meant.</summary>
        public static Cause InsecureScheme { get; } =
            new("endpoint.insecure-scheme", 2605, 401, Party.Caller, NextStep.Correct) { OutsideOnly = true };

        internal static IEnumerable<Cause> Entries =>
            [WrongHost, WrongEnvironment, WrongPath, WrongMethod, InsecureScheme];
    }
}
