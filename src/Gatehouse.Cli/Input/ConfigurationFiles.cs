using Gatehouse.Gateway.Configuration;

namespace Gatehouse.Cli.Input;

/// <summary>Reads a configuration file for a command, and ends the command with every problem where it cannot be used.</summary>
internal static class ConfigurationFiles
{
    public static GatehouseConfiguration Read(string file)
    {
        var result = ReadWithProblems(file);
        foreach (var problem in result.Problems)
        {
            Terminal.Error.WriteLine(problem);
        }

        return
            result.Configuration is { } configuration
            && result.Problems.All(problem => problem.Severity != Severity.Error)
            ? configuration
            : throw new CommandException($"{file} cannot be used.");
    }

    public static ConfigurationResult ReadWithProblems(string file) =>
        File.Exists(file)
            ? ConfigurationReader.ReadFile(file)
            : throw new CommandException($"There is no file {file}.");
}
