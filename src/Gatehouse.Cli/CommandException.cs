namespace Gatehouse.Cli;

/// <summary>A command ends with a sentence for whoever typed it, and no stack trace.</summary>
internal sealed class CommandException(string message, int exitCode = ExitCode.Failed) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
