using System.CommandLine;
using Gatehouse.Cli.ForwardAuth;
using Gatehouse.Cli.Input;
using Gatehouse.Gateway.Configuration;
using Gatehouse.Gateway.Configuration.Linting;

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
        var rules = new Option<bool>("--rules") { Description = "List the rules of the security lint, and end" };
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new Command(
            "check",
            "Validates a configuration and says what in it is unwise, with line numbers.\n\nExample: gatehouse check --config gatehouse.yaml --strict"
        )
        {
            config,
            strict,
            forwardAuth,
            rules,
            json,
        };
        command.SetAction(
            async (parsed, token) =>
            {
                if (parsed.GetValue(rules))
                {
                    PrintRules(parsed.GetValue(json));
                    return ExitCode.Fine;
                }

                var file = parsed.GetRequiredValue(config);
                var result = ConfigurationFiles.ReadWithProblems(file);
                IReadOnlyList<ConfigurationProblem> problems = result.Configuration is null
                    ? result.Problems
                    :
                    [
                        .. result
                            .Problems.Concat(SecurityLint.Run(result.Configuration, file))
                            .OrderBy(problem => problem.Line)
                            .ThenBy(problem => problem.Column),
                    ];
                var wrong = problems.Any(problem => problem.Severity == Severity.Error || parsed.GetValue(strict));
                if (parsed.GetValue(forwardAuth) is not { } page)
                {
                    Print(problems, parsed.GetValue(json));
                    return wrong ? ExitCode.Wrong : ExitCode.Fine;
                }

                if (!parsed.GetValue(json) || result.Configuration is null)
                {
                    Print(problems, parsed.GetValue(json));
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

    private static void PrintRules(bool json)
    {
        if (json)
        {
            Output.Json(
                SecurityLint.Rules.Select(rule => new
                {
                    rule.Id,
                    rule.Reason,
                    rule.Fix,
                })
            );
            return;
        }

        foreach (var rule in SecurityLint.Rules)
        {
            Output.Line($"{rule.Id}: {rule.Reason} {rule.Fix}");
        }
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
                : $"{Counted(problems, Severity.Error, "error")}, {Counted(problems, Severity.Warning, "warning")}."
        );
    }

    private static string Counted(IReadOnlyList<ConfigurationProblem> problems, Severity severity, string word)
    {
        var count = problems.Count(problem => problem.Severity == severity);
        return $"{count} {word}{(count == 1 ? "" : "s")}";
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
