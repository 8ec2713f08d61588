using System.CommandLine;
using Gatehouse.Cli.Causes;
using Gatehouse.Cli.Doctors;
using Gatehouse.Cli.Journal;
using Gatehouse.Cli.Keys;
using Gatehouse.Cli.Labs;
using Gatehouse.Cli.Serving;
using Gatehouse.Cli.Sessions;
using Gatehouse.Cli.Tokens;
using Gatehouse.Cli.Upkeep;
using Gatehouse.Cli.Users;
using Gatehouse.Decisions;
using Gatehouse.Storage.Files;

namespace Gatehouse.Cli;

/// <summary>The command line: one command a file, all of them listed here.</summary>
internal static class GatehouseCommand
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        var root = new RootCommand(
            """
            Gatehouse, an HTTP authentication gateway: no unexplained 401.

            Example: gatehouse serve --upstream http://127.0.0.1:3000
            """
        )
        {
            ServeCommand.Create(),
            CheckCommand.Create(),
            TryCommand.Create(),
            ExplainCommand.Create(),
            DenialsCommand.Create(),
            CauseCommand.Create(),
            UserCommand.Create(),
            KeyCommand.Create(),
            SessionCommand.Create(),
            TokenCommand.Create(),
            KeyringCommand.Create(),
            MaintenanceCommand.Create(),
            BackupCommand.Create(),
            RestoreCommand.Create(),
            ConfigCommand.Create(),
            LabCommand.Create(),
            DoctorCommand.Create(),
        };
        // @FILE is the name of a file with a secret: its content must never become words of the command line.
        var parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await Terminal.Error.WriteLineAsync(error.Message);
            }

            await Terminal.Error.WriteLineAsync("Run it with --help to see how it is used.");
            return ExitCode.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration
                {
                    EnableDefaultExceptionHandler = false,
                    // A server takes its time to end; two seconds, as for other commands, would cut what is under way.
                    ProcessTerminationTimeout =
                        parsed.CommandResult.Command.Name == "serve" ? null : TimeSpan.FromSeconds(2),
                }
            );
        }
        catch (CommandException exception)
        {
            await Terminal.Error.WriteLineAsync(exception.Message);
            return exception.ExitCode;
        }
        catch (Exception exception)
            when (exception
                    is DataFolderException
                        or StoreUnavailableException
                        or IOException
                        or UnauthorizedAccessException
                        or NotSupportedException
            )
        {
            await Terminal.Error.WriteLineAsync(exception.Message);
            return ExitCode.Failed;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Failed;
        }
    }
}
