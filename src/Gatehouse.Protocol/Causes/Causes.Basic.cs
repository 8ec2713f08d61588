namespace Gatehouse.Protocol.Causes;

public static partial class Causes
{
    /// <summary>The Basic scheme (RFC 7617), as clients get it wrong.</summary>
    public static class Basic
    {
        /// <summary>The Base64 text was broken into lines.</summary>
        public static Cause LineWrapped { get; } =
            new("basic.line-wrapped", 2301, 401, Party.Caller, NextStep.Correct) { OutsideOnly = true };

        /// <summary>The credentials use another alphabet than Base64's own (RFC 4648 section 4).</summary>
        public static Cause WrongAlphabet { get; } =
            new("basic.wrong-alphabet", 2302, 401, Party.Caller, NextStep.Correct) { OutsideOnly = true };

        /// <summary>Letters outside ASCII were encoded in another character set than the server reads.</summary>
        public static Cause Encoding { get; } =
            new("basic.encoding", 2303, 401, Party.Caller, NextStep.Correct) { OutsideOnly = true };

        /// <summary>The user name contains a colon, which Basic cannot carry (RFC 7617 section 2).</summary>
        public static Cause ColonInUser { get; } =
            new("basic.colon-in-user", 2304, 401, Party.Caller, NextStep.Correct) { OutsideOnly = true };

        internal static IEnumerable<Cause> Entries => [LineWrapped, WrongAlphabet, Encoding, ColonInUser];
    }
}
