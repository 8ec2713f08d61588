namespace Gatehouse.Doctor.Intake.CommandLines;

/// <summary>What a shell does, or does not do, to a word of a command line.</summary>
public enum ShellRemarkKind
{
    /// <summary>A variable stands where the shell does not replace it: it is sent as it stands.</summary>
    VariableKept,

    /// <summary>A variable that makes up a whole value is replaced by the shell; its content was not given.</summary>
    VariableReplaced,

    /// <summary>A dollar sign in the middle of a value: the shell takes what follows for a variable.</summary>
    DollarInside,

    /// <summary>An exclamation mark that an interactive shell takes for its history.</summary>
    HistoryMark,

    /// <summary>A command inside the word, whose output was not given.</summary>
    CommandInside,

    /// <summary>A backslash outside of quotation marks that the shell takes away.</summary>
    BackslashLost,

    /// <summary>The line ends at an ampersand, semicolon or bar without quotation marks; the rest is not part of the command.</summary>
    Cut,

    /// <summary>Typographic quotation marks, which no shell takes for quotation marks.</summary>
    SmartQuotes,

    /// <summary>Single quotation marks in cmd.exe, which are no quotation marks there.</summary>
    SingleQuotesInCmd,

    /// <summary>A quotation mark that is never closed.</summary>
    Unclosed,

    /// <summary>A typographic dash in place of a hyphen before an option.</summary>
    SmartDash,

    /// <summary>A word that belongs to nothing: usually the rest of a value whose quotation marks are missing.</summary>
    StrayWord,
}
