namespace Gatehouse.Protocol.Causes;

public static partial class Causes
{
    /// <summary>Cookies that a browser keeps back.</summary>
    public static class Cookie
    {
        /// <summary>A Secure cookie is not sent over plain HTTP.</summary>
        public static Cause NotSentSecure { get; } =
            new("cookie.not-sent-secure", 2401, 401, Party.Caller, NextStep.Correct) { OutsideOnly = true };

        /// <summary>SameSite keeps the browser from sending the cookie.</summary>
        public static Cause NotSentSamesite { get; } =
            new("cookie.not-sent-samesite", 2402, 401, Party.Operator, NextStep.Ask) { OutsideOnly = true };

        /// <summary>The cookie belongs to another host.</summary>
        public static Cause NotSentDomain { get; } =
            new("cookie.not-sent-domain", 2403, 401, Party.Operator, NextStep.Ask) { OutsideOnly = true };

        /// <summary>The cookie belongs to another path.</summary>
        public static Cause NotSentPath { get; } =
            new("cookie.not-sent-path", 2404, 401, Party.Operator, NextStep.Ask) { OutsideOnly = true };

        /// <summary>The cookie has ended.</summary>
        public static Cause Expired { get; } =
            new("cookie.expired", 2405, 401, Party.Caller, NextStep.Authenticate) { OutsideOnly = true };

        /// <summary>The browser blocks the cookie (settings, extension, third-party frame).</summary>
        public static Cause Blocked { get; } = new("cookie.blocked", 2406, 401, Party.Caller, NextStep.Correct);

        /// <summary>The cookie is too large, or was split and a part is lost.</summary>
        public static Cause TooLarge { get; } =
            new("cookie.too-large", 2407, 401, Party.Operator, NextStep.Ask) { OutsideOnly = true };

        internal static IEnumerable<Cause> Entries =>
            [NotSentSecure, NotSentSamesite, NotSentDomain, NotSentPath, Expired, Blocked, TooLarge];
    }
}
