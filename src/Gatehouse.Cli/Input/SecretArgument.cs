namespace Gatehouse.Cli.Input;

/// <summary>Secrets on the command line: as such, or <c>@FILE</c>, <c>-</c> (standard input), <c>env:NAME</c>.</summary>
internal static class SecretArgument
{
    public static string Read(string argument)
    {
        if (argument == "-")
        {
            return Terminal.In.ReadLine() ?? throw new CommandException("Standard input held nothing.", ExitCode.Usage);
        }

        if (argument.StartsWith('@'))
        {
            return File.ReadAllText(argument[1..]).TrimEnd('\r', '\n');
        }

        return argument.StartsWith("env:", StringComparison.Ordinal)
            ? Environment.GetEnvironmentVariable(argument[4..])
                ?? throw new CommandException($"The environment variable {argument[4..]} is not set.", ExitCode.Usage)
            : argument;
    }
}
