using System.CommandLine;
using Gatehouse.Cli.ForwardAuth;
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
        var forwardAuth = new Option<string?>("--forward-auth")
        {
            Description = "Also send requests without credentials for this page through the proxy that asks",
            HelpName = "URL",
        };
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new Command(
            "check",
            "Validates a configuration, with line numbers.\n\nExample: gatehouse check --config gatehouse.yaml --strict"
        )
        {
            config,
            strict,
            forwardAuth,
            json,
        };
        command.SetAction(
            async (parsed, token) =>
            {
                var result = ConfigurationFiles.ReadWithProblems(parsed.GetRequiredValue(config));
                var wrong = result.Problems.Any(problem =>
                    problem.Severity == Severity.Error || parsed.GetValue(strict)
                );
                if (parsed.GetValue(forwardAuth) is not { } page)
                {
                    Print(result.Problems, parsed.GetValue(json));
                    return wrong ? ExitCode.Wrong : ExitCode.Fine;
                }

                if (!parsed.GetValue(json) || result.Configuration is null)
                {
                    Print(result.Problems, parsed.GetValue(json));
                }

                if (result.Configuration is not { } configuration)
                {
                    return ExitCode.Wrong;
                }

                using var proof = new ForwardAuthProof(Page(page), configuration);
                var report = await proof.RunAsync(token);
                report.Print(parsed.GetValue(json));
                return wrong || !report.Good ? ExitCode.Wrong : ExitCode.Fine;
            }
        );
        return command;
    }

    private static void Print(IReadOnlyList<ConfigurationProblem> problems, bool json)
    {
        if (json)
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
            return;
        }

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

    private static Uri Page(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var page)
        && (page.Scheme == Uri.UriSchemeHttp || page.Scheme == Uri.UriSchemeHttps)
            ? page
            : throw new CommandException(
                $"{text} is no address of the form https://www.example/orders.",
                ExitCode.Usage
            );
}
