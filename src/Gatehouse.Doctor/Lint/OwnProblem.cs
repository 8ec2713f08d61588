namespace Gatehouse.Doctor.Lint;

/// <summary>Something wrong with a Gatehouse's configuration.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Id">The kind of problem: <c>key-unknown</c>.</param>
/// <param name="Stops">Whether the gateway cannot start with it.</param>
/// <param name="Message">What is wrong, as a sentence.</param>
/// <param name="Fix">What to write instead; null where that is anyone's guess.</param>
public sealed record OwnProblem(int Line, string Id, bool Stops, string Message, string? Fix);
