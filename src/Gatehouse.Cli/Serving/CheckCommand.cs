using System.CommandLine;
using Gatehouse.Cli.Input;
using Gatehouse.Gateway.Configuration;

namespace Gatehouse.Cli.Serving;

/// <summary><c>gatehouse check</c>: whether a configuration can be used, and what in it is unwise.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var config = new Option<string>("--config")
        {
            Description = "The configuration file",
            HelpName = "FILE",
            DefaultValueFactory = _ => "gatehouse.yaml",
        };
        var strict = new Option<bool>("--strict") { Description = "Warnings count as errors" };
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new Command(
            "check",
            "Validates a configuration, with line numbers.\n\nExample: gatehouse check --config gatehouse.yaml --strict"
        )
        {
            config,
            strict,
            json,
        };
        command.SetAction(parsed =>
        {
            var problems = ConfigurationFiles.ReadWithProblems(parsed.GetRequiredValue(config)).Problems;
            if (parsed.GetValue(json))
            {
                Output.Json(
                    problems.Select(problem => new
                    {
                        Severity = problem.Severity.ToString().ToLowerInvariant(),
                        problem.Id,
                        problem.File,
                        problem.Line,
                        problem.Column,
                        Key = problem.KeyPath,
                        problem.Message,
                        problem.Fix,
                    })
                );
            }
            else
            {
                foreach (var problem in problems)
                {
                    Output.Line(problem.ToString());
                }

                Output.Line(
                    problems.Count == 0
                        ? "The configuration is good."
                        : $"{problems.Count(problem => problem.Severity == Severity.Error)} errors, {problems.Count(problem => problem.Severity == Severity.Warning)} warnings."
                );
            }

            return problems.Any(problem => problem.Severity == Severity.Error || parsed.GetValue(strict))
                ? ExitCode.Wrong
                : ExitCode.Fine;
        });
        return command;
    }
}
