namespace Gatehouse.Doctor.Intake.CommandLines;

/// <summary>One command of a pasted text.</summary>
/// <param name="Dialect">Whose rules it follows.</param>
/// <param name="Words">Its words, the program first.</param>
/// <param name="Remarks">What was noticed about the line as a whole.</param>
/// <param name="Rest">The text after the command.</param>
internal sealed record ShellLine(
    ShellDialect Dialect,
    IReadOnlyList<ShellWord> Words,
    IReadOnlyList<ShellRemark> Remarks,
    string Rest
);
