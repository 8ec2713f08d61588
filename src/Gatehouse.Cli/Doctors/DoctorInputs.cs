using System.CommandLine;
using System.Net;
using Gatehouse.Cli.Input;
using Gatehouse.Decisions.References;
using Gatehouse.Doctor;
using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Gatehouses;
using Gatehouse.Doctor.Intake;
using Gatehouse.Doctor.Intake.CommandLines;
using Gatehouse.Doctor.Intake.Logs;
using Gatehouse.Doctor.Intake.Recordings;
using Gatehouse.Doctor.Intake.ServerFiles;
using Gatehouse.Doctor.Intake.Transcripts;
using Gatehouse.Doctor.Runs;

namespace Gatehouse.Cli.Doctors;

/// <summary>What the doctor can be given on the command line, and the case that it makes.</summary>
internal sealed class DoctorInputs
{
    private readonly Argument<string[]> _targets = new("TARGET")
    {
        Description =
            "The address that refuses; it may hold a user and password as curl takes them. Or a Gatehouse's reference: GH-...",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _user = new("--user", "-u")
    {
        Description = "Send this user and password as Basic credentials",
        HelpName = "N:P",
    };

    private readonly Option<string?> _token = new("--token")
    {
        Description = "Send this token as Bearer credentials; without an address it is only looked at",
        HelpName = "T",
    };

    private readonly Option<string?> _key = new("--key") { Description = "Send this key in X-Api-Key", HelpName = "K" };

    private readonly Option<string[]> _headers = new("--header", "-H")
    {
        Description = "Send this field line",
        HelpName = "'N: V'",
    };

    private readonly Option<string?> _second = new("--second")
    {
        Description = "A second user and password to compare with",
        HelpName = "N:P",
    };

    private readonly Option<string?> _method = new("--method", "-X")
    {
        Description = "Send this method (default: GET); one that changes things is sent only when it is asked for here",
        HelpName = "M",
    };

    private readonly Option<string?> _curl = new("--curl")
    {
        Description =
            "A curl command line, pasted; also one of wget, HTTPie or Invoke-WebRequest. - reads standard input",
        HelpName = "FILE",
    };

    private readonly Option<string?> _exchange = new("--exchange")
    {
        Description =
            "Text of a request and its answer, a saved error page, or a program's message. - reads standard input",
        HelpName = "FILE",
    };

    private readonly Option<string?> _har = new("--har")
    {
        Description = "A browser's recording (HAR). - reads standard input",
        HelpName = "FILE",
    };

    private readonly Option<string?> _resolve = new("--resolve")
    {
        Description = "Connect to this address in place of the host's own",
        HelpName = "ADDRESS",
    };

    private readonly Option<string?> _proxy = new("--proxy")
    {
        Description = "Go through this forward proxy; env takes the environment's",
        HelpName = "URL",
    };

    private readonly Option<bool> _offline = new("--offline")
    {
        Description = "Send nothing: look at what was given alone",
    };

    private readonly Option<string[]> _logs = new("--log")
    {
        Description = "Look at these access, error or application logs, compressed ones too; - is standard input",
        HelpName = "FILE",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string[]> _server = new("--server")
    {
        Description =
            "Look at these files of a server: nginx, Apache, .htaccess, web.config, php.ini, Caddyfile, HAProxy, Compose, gatehouse.yaml",
        HelpName = "FILE",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string[]> _compare = new("--compare")
    {
        Description =
            "Lay this run beside one from another network, machine or time that was kept with --save; without any other input, two of them beside each other",
        HelpName = "FILE",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<int> _maxRequests = new("--max-requests")
    {
        Description = "The most requests that are sent",
        HelpName = "N",
        DefaultValueFactory = _ => 12,
    };

    private StoreOptionsOnCommand? _store;

    public void AddTo(Command command)
    {
        _store = new StoreOptionsOnCommand(command);
        command.Arguments.Add(_targets);
        foreach (
            var option in new Option[]
            {
                _user,
                _token,
                _key,
                _headers,
                _second,
                _method,
                _curl,
                _exchange,
                _har,
                _resolve,
                _proxy,
                _offline,
                _maxRequests,
                _logs,
                _server,
                _compare,
            }
        )
        {
            command.Options.Add(option);
        }
    }

    public DoctorOptions OptionsOf(ParseResult parsed)
    {
        var resolve = parsed.GetValue(_resolve);
        if (resolve is not null && !IPAddress.TryParse(resolve, out _))
        {
            throw new CommandException($"--resolve wants an address; {resolve} is none.", ExitCode.Usage);
        }

        var proxy = parsed.GetValue(_proxy);
        if (proxy is not null && !DoctorOptions.IsProxy(proxy))
        {
            throw new CommandException(
                "--proxy wants the address of a proxy, as http://proxy.example:3128, or env.",
                ExitCode.Usage
            );
        }

        return new DoctorOptions
        {
            Offline = parsed.GetValue(_offline) || IsRecording(parsed),
            MaxRequests = Math.Clamp(parsed.GetValue(_maxRequests), 0, 100),
            Resolve = resolve,
            Proxy = proxy,
            References = _store is null ? null : new OwnReferences(_store, parsed),
            UnsafeMethods = parsed.GetValue(_method) is not null,
        };
    }

    // What was recorded is looked at; nobody asked for its requests to be sent again.
    private bool IsRecording(ParseResult parsed) =>
        parsed.GetValue(_exchange) is not null || parsed.GetValue(_har) is not null;

    /// <summary>The case that was described. Reads files and standard input.</summary>
    public Task<CaseFile> ReadAsync(ParseResult parsed, DoctorOptions options, CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        var now = options.Clock.GetUtcNow();
        try
        {
            return Task.FromResult(Compared(parsed, now));
        }
        catch (IntakeException exception)
        {
            throw new CommandException(exception.Message, ExitCode.Usage);
        }
    }

    private CaseFile Compared(ParseResult parsed, DateTimeOffset now)
    {
        var runs = parsed.GetValue(_compare) ?? [];
        if (runs is [var here, var there] && !HasOther(parsed))
        {
            return ComparedRun.Case((here, DoctorFiles.Read(here)), (there, DoctorFiles.Read(there)), now);
        }

        if (runs.Length > 1)
        {
            throw new CommandException(
                "--compare takes one run beside another input, or two where there is no other.",
                ExitCode.Usage
            );
        }

        var file = Read(parsed, now);
        if (runs is [var other])
        {
            ComparedRun.Lay(file, other, DoctorFiles.Read(other));
        }

        return file;
    }

    private bool HasOther(ParseResult parsed) =>
        IsRecording(parsed)
        || parsed.GetValue(_curl) is not null
        || parsed.GetValue(_logs) is { Length: > 0 }
        || parsed.GetValue(_server) is { Length: > 0 }
        || parsed.GetValue(_targets) is { Length: > 0 };

    private CaseFile Read(ParseResult parsed, DateTimeOffset now)
    {
        if (parsed.GetValue(_curl) is { } curl)
        {
            return WithSecond(parsed, CommandLineIntake.Read(DoctorFiles.Read(curl), now));
        }

        if (parsed.GetValue(_exchange) is { } exchange)
        {
            return WithSecond(parsed, ExchangeIntake.Read(DoctorFiles.Read(exchange), now));
        }

        if (parsed.GetValue(_har) is { } har)
        {
            return WithSecond(parsed, RecordingIntake.Read(DoctorFiles.Read(har), now));
        }

        if (parsed.GetValue(_logs) is { Length: > 0 } logs)
        {
            return LogIntake.For(logs.Select(DoctorFiles.Open), now);
        }

        if (parsed.GetValue(_server) is { Length: > 0 } files)
        {
            return ServerIntake.For(files.Select(name => (name, DoctorFiles.Read(name))), now, new OwnConfiguration());
        }

        if (parsed.GetValue(_targets) is not [var target, ..])
        {
            if (parsed.GetValue(_token) is not null || HeadersOf(parsed).Any())
            {
                return CredentialIntake.Of(new HeaderLines(HeadersOf(parsed)), now);
            }

            throw new CommandException(
                "Give the doctor something to look at: an address, a curl command, a recording, a log, a token or a server's files.",
                ExitCode.Usage
            );
        }

        if (ReferenceText.TryRead(target, out var block))
        {
            return AskedReference.Case(ReferenceText.Write(block), now);
        }

        var file = RequestIntake.For(
            Address(target),
            parsed.GetValue(_method)?.ToUpperInvariant() ?? "GET",
            new HeaderLines(HeadersOf(parsed)),
            now
        );
        return WithSecond(parsed, file);
    }

    private CaseFile WithSecond(ParseResult parsed, CaseFile file)
    {
        if (parsed.GetValue(_second) is { } second)
        {
            file.Second = CredentialPlaces.Read(RequestIntake.Basic(SecretArgument.Read(second)));
        }

        return file;
    }

    private IEnumerable<HeaderLine> HeadersOf(ParseResult parsed)
    {
        foreach (var line in parsed.GetValue(_headers) ?? [])
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0)
            {
                throw new CommandException("--header wants 'Name: value'.", ExitCode.Usage);
            }

            yield return new HeaderLine(line[..colon].Trim(), line[(colon + 1)..].TrimStart(' '));
        }

        if (parsed.GetValue(_user) is { } user)
        {
            yield return RequestIntake.Basic(SecretArgument.Read(user));
        }

        if (parsed.GetValue(_token) is { } given)
        {
            yield return new HeaderLine("Authorization", "Bearer " + SecretArgument.Read(given));
        }

        if (parsed.GetValue(_key) is { } key)
        {
            yield return new HeaderLine("X-Api-Key", SecretArgument.Read(key));
        }
    }

    private static Uri Address(string target)
    {
        var text = target.Contains("://", StringComparison.Ordinal) ? target : "http://" + target;
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme is "http" or "https")
            ? url
            : throw new CommandException($"{target} is no http or https address.", ExitCode.Usage);
    }
}
