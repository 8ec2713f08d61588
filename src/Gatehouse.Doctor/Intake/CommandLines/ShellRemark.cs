namespace Gatehouse.Doctor.Intake.CommandLines;

/// <summary>One thing that was noticed about a word.</summary>
/// <param name="Kind">What.</param>
/// <param name="Text">The part of the line that shows it: a variable's name, or what was cut off.</param>
/// <param name="Option">The option whose value it is, such as <c>-u</c>; empty for the address and for the line as a whole.</param>
public sealed record ShellRemark(ShellRemarkKind Kind, string Text, string Option = "");
