namespace Gatehouse.Protocol.Causes;

public static partial class Causes
{
    /// <summary>What a request presents, before any scheme judges it.</summary>
    public static class Credentials
    {
        /// <summary>The request carried no credentials.</summary>
        public static Cause Missing { get; } =
            new("credentials.missing", 101, 401, Party.Caller, NextStep.Authenticate) { IisSubstatus = "401.2" };

        /// <summary>A credentials field breaks the grammar of RFC 9110 section 11.4.</summary>
        public static Cause Malformed { get; } =
            new("credentials.malformed", 102, 400, Party.Caller, NextStep.Correct) { OAuthError = "invalid_request" };

        /// <summary>The field is well formed but what it holds cannot be read (bad Base64, no colon).</summary>
        public static Cause Unreadable { get; } =
            new("credentials.unreadable", 103, 401, Party.Caller, NextStep.Correct) { IisSubstatus = "401.1" };

        /// <summary>Two credentials came in one request.</summary>
        public static Cause Ambiguous { get; } =
            new("credentials.ambiguous", 104, 400, Party.Caller, NextStep.Correct) { OAuthError = "invalid_request" };

        /// <summary>The name or the password (or what stands for it) is not right; what outsiders see of several causes.</summary>
        public static Cause Rejected { get; } =
            new("credentials.rejected", 105, 401, Party.Caller, NextStep.Correct) { IisSubstatus = "401.1" };

        /// <summary>Too many failed tries; credentials are not judged for a while.</summary>
        public static Cause Throttled { get; } = new("credentials.throttled", 106, 429, Party.Caller, NextStep.Wait);

        /// <summary>The credentials use a scheme that this route does not offer.</summary>
        public static Cause SchemeUnsupported { get; } =
            new("credentials.scheme-unsupported", 107, 401, Party.Caller, NextStep.Authenticate)
            {
                IisSubstatus = "401.2",
            };

        /// <summary>Credentials stand in the query, where this route does not take them.</summary>
        public static Cause InQuery { get; } =
            new("credentials.in-query", 108, 401, Party.Caller, NextStep.Correct) { IisSubstatus = "401.2" };

        /// <summary>Credentials came over plain HTTP where HTTPS is required.</summary>
        public static Cause InsecureTransport { get; } =
            new("credentials.insecure-transport", 109, 403, Party.Caller, NextStep.Correct);

        /// <summary>A password where a token is due, a refresh or ID token for an access token, a key of another product.</summary>
        public static Cause WrongKind { get; } =
            new("credentials.wrong-kind", 110, 401, Party.Caller, NextStep.Correct) { OutsideOnly = true };

        /// <summary>The request would succeed without the credentials that it carries.</summary>
        public static Cause Superfluous { get; } =
            new("credentials.superfluous", 111, 401, Party.Caller, NextStep.Correct) { OutsideOnly = true };

        /// <summary>An old credential came out of a keychain, a configuration file or a credential helper.</summary>
        public static Cause StaleCached { get; } =
            new("credentials.stale-cached", 112, 401, Party.Caller, NextStep.Correct) { OutsideOnly = true };

        /// <summary>The user name is written in another form than the server wants.</summary>
        public static Cause NameForm { get; } =
            new("credentials.name-form", 113, 401, Party.Caller, NextStep.Correct) { OutsideOnly = true };

        /// <summary>The browser repeats credentials that it remembers.</summary>
        public static Cause CachedByBrowser { get; } =
            new("credentials.cached-by-browser", 114, 401, Party.Caller, NextStep.Authenticate) { OutsideOnly = true };

        /// <summary>The program was given credentials and did not send them.</summary>
        public static Cause NotSent { get; } =
            new("credentials.not-sent", 115, 401, Party.Caller, NextStep.Correct) { OutsideOnly = true };

        /// <summary>One part of credentials that come in several parts is missing.</summary>
        public static Cause Incomplete { get; } =
            new("credentials.incomplete", 116, 401, Party.Caller, NextStep.Correct) { OutsideOnly = true };

        /// <summary>Two gates stand one behind the other and each wants credentials of its own.</summary>
        public static Cause SecondGate { get; } =
            new("credentials.second-gate", 117, 401, Party.Caller, NextStep.Correct) { OutsideOnly = true };

        /// <summary>A shell or a configuration file changed the secret.</summary>
        public static Cause ShellExpanded { get; } =
            new("credentials.shell-expanded", 118, 401, Party.Caller, NextStep.Correct) { OutsideOnly = true };

        internal static IEnumerable<Cause> Entries =>
            [
                Missing,
                Malformed,
                Unreadable,
                Ambiguous,
                Rejected,
                Throttled,
                SchemeUnsupported,
                InQuery,
                InsecureTransport,
                WrongKind,
                Superfluous,
                StaleCached,
                NameForm,
                CachedByBrowser,
                NotSent,
                Incomplete,
                SecondGate,
                ShellExpanded,
            ];
    }
}
