namespace Gatehouse.Protocol.Causes;

public static partial class Causes
{
    /// <summary>How the Authorization field is written and what happens to it on the way.</summary>
    public static class Header
    {
        /// <summary>The Authorization field holds a token or key without a scheme's name before it.</summary>
        public static Cause PrefixMissing { get; } =
            new("header.prefix-missing", 2201, 401, Party.Caller, NextStep.Correct)
            {
                OAuthError = "invalid_token",
                IisSubstatus = "401.1",
            };

        /// <summary>The scheme's name stands there twice.</summary>
        public static Cause PrefixDoubled { get; } =
            new("header.prefix-doubled", 2202, 401, Party.Caller, NextStep.Correct) { OutsideOnly = true };

        /// <summary>The credentials stand in quotation marks.</summary>
        public static Cause Quoted { get; } =
            new("header.quoted", 2203, 401, Party.Caller, NextStep.Correct) { OutsideOnly = true };

        /// <summary>White space or a line end came along with the credentials.</summary>
        public static Cause Whitespace { get; } =
            new("header.whitespace", 2204, 401, Party.Caller, NextStep.Correct) { OutsideOnly = true };

        /// <summary>The Authorization field was sent twice.</summary>
        public static Cause Duplicated { get; } =
            new("header.duplicated", 2205, 401, Party.Caller, NextStep.Correct) { OutsideOnly = true };

        /// <summary>The client dropped the Authorization field when it followed a redirect.</summary>
        public static Cause StrippedByRedirect { get; } =
            new("header.stripped-by-redirect", 2206, 401, Party.Caller, NextStep.Correct) { OutsideOnly = true };

        /// <summary>A proxy on the way removed the Authorization field.</summary>
        public static Cause StrippedByProxy { get; } =
            new("header.stripped-by-proxy", 2207, 401, Party.Operator, NextStep.Ask) { OutsideOnly = true };

        /// <summary>The web server did not hand the Authorization field to the application.</summary>
        public static Cause StrippedByServer { get; } =
            new("header.stripped-by-server", 2208, 401, Party.Operator, NextStep.Ask) { OutsideOnly = true };

        /// <summary>The field holds a placeholder (undefined, null, an unexpanded variable).</summary>
        public static Cause Placeholder { get; } =
            new("header.placeholder", 2209, 401, Party.Caller, NextStep.Correct) { OutsideOnly = true };

        /// <summary>The header fields are larger than the server takes.</summary>
        public static Cause TooLarge { get; } =
            new("header.too-large", 2210, 431, Party.Caller, NextStep.Correct) { OutsideOnly = true };

        /// <summary>The server compares the scheme's name with case, against RFC 9110 section 11.1.</summary>
        public static Cause SchemeCase { get; } =
            new("header.scheme-case", 2211, 401, Party.Caller, NextStep.Correct) { OutsideOnly = true };

        /// <summary>A proxy or platform puts credentials of its own into the Authorization field.</summary>
        public static Cause ReplacedByProxy { get; } =
            new("header.replaced-by-proxy", 2212, 401, Party.Operator, NextStep.Ask) { OutsideOnly = true };

        internal static IEnumerable<Cause> Entries =>
            [
                PrefixMissing,
                PrefixDoubled,
                Quoted,
                Whitespace,
                Duplicated,
                StrippedByRedirect,
                StrippedByProxy,
                StrippedByServer,
                Placeholder,
                TooLarge,
                SchemeCase,
                ReplacedByProxy,
            ];
    }
}
