namespace Gatehouse.Doctor.Intake.CommandLines;

/// <summary>One word of a command line as the program gets it.</summary>
/// <param name="Text">The word without its quotation marks.</param>
/// <param name="Remarks">What was noticed about it.</param>
internal sealed record ShellWord(string Text, IReadOnlyList<ShellRemark> Remarks);
