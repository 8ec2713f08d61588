using System.CommandLine;
using System.Globalization;
using System.Net;
using Gatehouse.Cli.Input;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Findings;
using Gatehouse.Gateway.Configuration;
using Gatehouse.Gateway.Trials;
using Gatehouse.Protocol.Basic;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Cli.Serving;

/// <summary><c>gatehouse try</c>: what would happen to a request, and why; nothing is sent.</summary>
internal static class TryCommand
{
    public static Command Create()
    {
        var method = new Argument<string>("METHOD")
        {
            Description = "The method",
            Arity = ArgumentArity.ZeroOrOne,
            DefaultValueFactory = _ => "GET",
        };
        var target = new Argument<string>("URL-PATH")
        {
            Description = "Path and query",
            Arity = ArgumentArity.ZeroOrOne,
            DefaultValueFactory = _ => "/",
        };
        var host = new Option<string?>("--host") { Description = "The host asked for", HelpName = "H" };
        var headers = new Option<string[]>("--header")
        {
            Description = "A field line; may be repeated",
            HelpName = "'N: V'",
        };
        var asUser = new Option<string?>("--as")
        {
            Description = "As if this user had given the right credentials",
            HelpName = "USER",
        };
        var user = new Option<string?>("--user") { Description = "Name and password", HelpName = "N:P" };
        var token = new Option<string?>("--token") { Description = "A bearer token", HelpName = "T" };
        var key = new Option<string?>("--key") { Description = "An API key", HelpName = "K" };
        var from = new Option<string>("--from")
        {
            Description = "The client's address",
            HelpName = "ADDRESS",
            DefaultValueFactory = _ => "127.0.0.1",
        };
        var all = new Option<bool>("--all-routes") { Description = "Every route in turn, as a table" };
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new Command(
            "try",
            "Tells what would happen to a request, and why: the whole decision, nothing sent.\n\nExample: gatehouse try GET /orders --as alice"
        )
        {
            method,
            target,
            host,
            headers,
            asUser,
            user,
            token,
            key,
            from,
            all,
            json,
        };
        var store = new StoreOptionsOnCommand(command);
        command.SetAction(
            async (parsed, cancel) =>
            {
                var configuration = store.Configuration(parsed);
                await using var trial = await Trial.OpenAsync(
                    configuration,
                    TimeProvider.System,
                    static line => Terminal.Error.WriteLine(line),
                    cancel
                );
                var lines = (parsed.GetValue(headers) ?? []).Select(FieldLine).ToList();
                AddCredentials(lines, parsed.GetValue(user), parsed.GetValue(token), parsed.GetValue(key));
                var request = new TrialRequest(
                    parsed.GetRequiredValue(method),
                    parsed.GetRequiredValue(target),
                    parsed.GetValue(host),
                    lines,
                    IPAddress.TryParse(parsed.GetRequiredValue(from), out var address)
                        ? address
                        : throw new CommandException($"{parsed.GetRequiredValue(from)} is no address.", ExitCode.Usage),
                    parsed.GetValue(asUser) is { } name ? UserNames.Canonical(name) : null
                );
                return parsed.GetValue(all)
                    ? await PrintAllAsync(trial, request, parsed.GetValue(json), cancel)
                    : Print(await trial.TryAsync(request, cancel), parsed.GetValue(json));
            }
        );
        return command;
    }

    private static int Print(TrialResult result, bool json)
    {
        if (json)
        {
            Output.Json(Facts(result));
            return result.Granted ? ExitCode.Fine : ExitCode.Wrong;
        }

        foreach (var step in result.Trail)
        {
            var (mark, reason, evidence) = Describe(step.Finding);
            Output.Line($"  {mark, -5} {step.Check, -15} {reason}");
            foreach (var piece in evidence)
            {
                Output.Line($"          {piece.Name}: {piece.Value}");
            }

            foreach (var compared in result.Compared.Where(compared => compared.Check == step.Check))
            {
                Output.Line($"          {compared.Name}: {compared.Value}");
            }
        }

        Output.Line();
        if (result.Granted)
        {
            Output.Line(
                $"Granted on {result.Route}{(result.User is null ? "" : $" as {result.User}")}{(result.Upstream is null ? "" : $", forwarded to {result.Upstream}")}."
            );
            return ExitCode.Fine;
        }

        Output.Line($"Refused: {result.Refused!.Cause.Id}. The answer would be:");
        Output.Line($"  {result.Refusal!.Status.ToString(CultureInfo.InvariantCulture)} {result.Refusal.Title}");
        foreach (var challenge in result.Refusal.Challenges)
        {
            Output.Line($"  WWW-Authenticate: {ChallengeWriter.Write(challenge)}");
        }

        if (result.Refusal.Location is { } location)
        {
            Output.Line($"  Location: {location}");
        }

        Output.Line($"  {result.Refusal.Detail}");
        return ExitCode.Wrong;
    }

    private static async Task<int> PrintAllAsync(Trial trial, TrialRequest request, bool json, CancellationToken cancel)
    {
        var rows = new List<(string Route, string Method, TrialResult Result)>();
        foreach (var route in trial.Routes)
        {
            foreach (
                var method in route.Methods
                    ?? [.. route.PerMethod?.Keys.Prepend("GET").Distinct(StringComparer.Ordinal) ?? ["GET"]]
            )
            {
                var sample = route
                    .Path.Replace("/**", "/x", StringComparison.Ordinal)
                    .Replace("*", "x", StringComparison.Ordinal);
                var host = route.Host is null ? request.Host : route.Host.Replace("*", "x", StringComparison.Ordinal);
                rows.Add(
                    (
                        route.Name,
                        method,
                        await trial.TryAsync(request with { Method = method, Target = sample, Host = host }, cancel)
                    )
                );
            }
        }

        if (json)
        {
            Output.Json(
                rows.Select(row => new
                {
                    row.Route,
                    row.Method,
                    row.Result.Granted,
                    Cause = row.Result.Refused?.Cause.Id,
                    row.Result.Refusal?.Status,
                })
            );
        }
        else
        {
            Output.Table(
                ["ROUTE", "METHOD", "RESULT"],
                rows.Select(row =>
                    (string[])
                        [
                            row.Route,
                            row.Method,
                            row.Result.Granted
                                ? "granted"
                                : $"{row.Result.Refusal!.Status} {row.Result.Refused!.Cause.Id}",
                        ]
                )
            );
        }

        return rows.All(row => row.Result.Granted) ? ExitCode.Fine : ExitCode.Wrong;
    }

    private static object Facts(TrialResult result) =>
        new
        {
            result.Granted,
            result.Route,
            result.Upstream,
            result.User,
            Cause = result.Refused?.Cause.Id,
            PublicCause = result.Refusal?.Cause.Id,
            result.Refusal?.Status,
            Challenges = result.Refusal?.Challenges.Select(ChallengeWriter.Write),
            result.Refusal?.Detail,
            Trail = result.Trail.Select(step =>
            {
                var (mark, reason, evidence) = Describe(step.Finding);
                return new
                {
                    step.Check,
                    Outcome = mark,
                    Reason = reason,
                    Evidence = evidence.ToDictionary(piece => piece.Name, piece => piece.Value, StringComparer.Ordinal),
                    Compared = result
                        .Compared.Where(compared => compared.Check == step.Check)
                        .ToDictionary(compared => compared.Name, compared => compared.Value, StringComparer.Ordinal),
                };
            }),
        };

    private static (string Mark, string? Reason, IReadOnlyList<Evidence> Evidence) Describe(Finding finding) =>
        finding switch
        {
            Passed passed => ("pass", passed.Reason, []),
            Failed failed => ("FAIL", failed.Cause.Id, failed.Evidence),
            Unanswerable away => ("AWAY", away.Cause.Id, away.Evidence),
            _ => ("-", null, []),
        };

    private static void AddCredentials(List<HeaderLine> lines, string? user, string? token, string? key)
    {
        if (user is not null)
        {
            var pair = SecretArgument.Read(user);
            var colon = pair.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0)
            {
                throw new CommandException("--user takes NAME:PASSWORD.", ExitCode.Usage);
            }

            lines.Add(
                new HeaderLine("Authorization", "Basic " + BasicCredentials.Encode(pair[..colon], pair[(colon + 1)..]))
            );
        }

        if (token is not null)
        {
            lines.Add(new HeaderLine("Authorization", "Bearer " + SecretArgument.Read(token)));
        }

        if (key is not null)
        {
            lines.Add(new HeaderLine("Authorization", "Key " + SecretArgument.Read(key)));
        }
    }

    private static HeaderLine FieldLine(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0
            ? new HeaderLine(text[..colon].Trim(), text[(colon + 1)..].Trim())
            : throw new CommandException("--header takes 'Name: value'.", ExitCode.Usage);
    }
}
