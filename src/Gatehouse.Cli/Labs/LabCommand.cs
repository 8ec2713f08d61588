using System.CommandLine;
using System.Globalization;
using System.Net;
using Gatehouse.Lab;
using Gatehouse.Lab.SelfTest;
using Catalogue = Gatehouse.Protocol.Causes.Causes;
using LabServer = Gatehouse.Lab.Lab;

namespace Gatehouse.Cli.Labs;

/// <summary><c>gatehouse lab</c>: a server that refuses on purpose.</summary>
internal static class LabCommand
{
    public static Command Create()
    {
        var listen = new Option<string?>("--listen")
        {
            Description =
                "Where to listen; the lab's other places take the ports behind it (default: http://127.0.0.1:8401)",
            HelpName = "URL",
        };
        var selfTest = new Option<bool>("--self-test")
        {
            Description = "Meet and cure every cause, and say what was not as it should be",
        };
        var json = new Option<bool>("--json") { Description = "With --self-test: the results as JSON" };
        var command = new Command(
            "lab",
            "Runs a server that refuses for every cause on purpose, to test clients and monitors against.\n\nExample: gatehouse lab"
        )
        {
            listen,
            selfTest,
            json,
            Record(),
        };
        command.SetAction(
            (parsed, token) =>
            {
                var options = Options(parsed.GetValue(listen));
                return parsed.GetValue(selfTest)
                    ? SelfTestAsync(options ?? new LabOptions(), parsed.GetValue(json), token)
                    : RunAsync(options ?? new LabOptions { Port = LabOptions.UsualPort }, token);
            }
        );
        return command;
    }

    private static Command Record()
    {
        var cause = new Argument<string>("CAUSE") { Description = "The cause's id" };
        var output = new Option<string>("-o", "--output")
        {
            Description = "The file to write",
            HelpName = "FILE.har",
            Required = true,
        };
        var command = new Command(
            "record",
            "Meets a cause, cures it, and writes what went over the wire as an HTTP Archive.\n\nExample: gatehouse lab record token.expired -o expired.har"
        )
        {
            cause,
            output,
        };
        command.SetAction(
            async (parsed, token) =>
            {
                var id = parsed.GetValue(cause)!;
                if (!LabCauses.Made.Any(made => made.Id == id))
                {
                    throw new CommandException(
                        Catalogue.Find(id) is null
                            ? $"The catalogue has no cause {id}; gatehouse cause list shows them."
                            : $"The lab cannot make {id}.",
                        ExitCode.Usage
                    );
                }

                await using var lab = await LabServer.StartAsync(cancellationToken: token);
                await File.WriteAllTextAsync(parsed.GetValue(output)!, await lab.RecordAsync(id, token), token);
                return ExitCode.Fine;
            }
        );
        return command;
    }

    private static LabOptions? Options(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (
            !Uri.TryCreate(text, UriKind.Absolute, out var address)
            || address.Scheme != Uri.UriSchemeHttp
            || address.PathAndQuery != "/"
            || !TryAddress(address, out var ip)
        )
        {
            throw new CommandException(
                $"{text} is no address of the form http://127.0.0.1:{LabOptions.UsualPort}; the lab listens on an IP address or localhost.",
                ExitCode.Usage
            );
        }

        return new LabOptions { Port = address.Port, Address = ip };
    }

    private static bool TryAddress(Uri address, out IPAddress ip)
    {
        ip = IPAddress.Loopback;
        return address.Host == "localhost" || IPAddress.TryParse(address.Host.Trim('[', ']'), out ip!);
    }

    private static async Task<int> RunAsync(LabOptions options, CancellationToken token)
    {
        await using var lab = await LabServer.StartAsync(options, token);
        var address = lab.Url.GetLeftPart(UriPartial.Authority);
        Output.Line($"The lab listens on {address}: {lab.Causes.Count} causes, each at /CAUSE.");
        if (!IPAddress.IsLoopback(options.Address))
        {
            await Terminal.Error.WriteLineAsync(
                "It listens beyond this machine. Everything in it is open on purpose: let nobody in whom you do not know."
            );
        }

        Output.Line();
        Output.Line("Try:");
        Output.Line($"  curl -i {address}/credentials.missing");
        Output.Line($"  curl -i -u {LabAccount.Alice}:{LabAccount.Password} {address}/credentials.missing");
        Output.Line($"  curl -i '{address}/credentials.missing?as=nginx'");
        Output.Line($"or open {address}/ in a browser.");
        await Terminal.Out.FlushAsync(token);
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
        }
        catch (OperationCanceledException)
        {
            // It was told to stop.
        }

        return ExitCode.Fine;
    }

    private static async Task<int> SelfTestAsync(LabOptions options, bool json, CancellationToken token)
    {
        await using var lab = await LabServer.StartAsync(options, token);
        var results = new List<SelfTestResult>();
        await foreach (var result in lab.SelfTestAsync(token))
        {
            results.Add(result);
            if (!json)
            {
                Print(result);
            }
        }

        var bad = results.Count(result => !result.IsGood);
        if (json)
        {
            Output.Json(
                results.Select(result => new
                {
                    Cause = result.Cause.Id,
                    Good = result.IsGood,
                    result.Problems,
                    Milliseconds = Math.Round(result.Took.TotalMilliseconds),
                })
            );
        }
        else
        {
            var seconds = results.Sum(result => result.Took.TotalSeconds);
            Output.Line(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{results.Count - bad} causes met and cured, {bad} not as they should be, in {seconds:F1} s"
                )
            );
        }

        return bad == 0 ? ExitCode.Fine : ExitCode.Wrong;
    }

    private static void Print(SelfTestResult result)
    {
        Output.Line($"{(result.IsGood ? "ok  " : "BAD ")} {result.Cause}");
        foreach (var problem in result.Problems)
        {
            Output.Line($"     {problem}");
        }
    }
}
