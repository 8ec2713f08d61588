using System.CommandLine;
using System.Globalization;
using Gatehouse.Cli.Input;

namespace Gatehouse.Cli.Upkeep;

/// <summary><c>gatehouse backup</c>: a whole copy of the store, while the gateway runs.</summary>
internal static class BackupCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The file to write; it must not be there yet" };
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new Command(
            "backup",
            "Copies the store as of one instant into a file, while the gateway runs.\n\nExample: gatehouse backup gatehouse-2026-11-22.db"
        )
        {
            file,
            json,
        };
        var store = new StoreOptionsOnCommand(command);
        command.SetAction(
            async (parsed, token) =>
            {
                var path = Path.GetFullPath(parsed.GetRequiredValue(file));
                if (File.Exists(path))
                {
                    throw new CommandException($"{path} is there already: name another file.");
                }

                await using var opened = await store.OpenStoreAsync(parsed, token);
                await opened.BackupAsync(path, token);
                var bytes = new FileInfo(path).Length;
                var users = (await opened.ListUsersAsync(token)).Count;
                if (parsed.GetValue(json))
                {
                    Output.Json(
                        new
                        {
                            File = path,
                            Bytes = bytes,
                            Users = users,
                        }
                    );
                }
                else
                {
                    Output.Line(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{path}: {bytes} bytes, {users} users. Whoever can read it can sign in as anybody: keep it as you keep the store."
                        )
                    );
                }

                return ExitCode.Fine;
            }
        );
        return command;
    }
}
