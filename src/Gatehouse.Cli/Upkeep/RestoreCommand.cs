using System.CommandLine;
using Gatehouse.Cli.Input;
using Gatehouse.Storage;
using Gatehouse.Storage.Upkeep;

namespace Gatehouse.Cli.Upkeep;

/// <summary><c>gatehouse restore</c>: puts a backup in the place of the store.</summary>
internal static class RestoreCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "A file that `gatehouse backup` wrote" };
        var keep = new Option<bool>("--keep-sessions")
        {
            Description =
                "Leave the backup's sign-ins and programs' grants in force, those that were ended since among them",
        };
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new Command(
            "restore",
            "Puts a backup in the place of the store; the gateway must be stopped.\n\nExample: gatehouse restore gatehouse-2026-11-22.db"
        )
        {
            file,
            keep,
            json,
        };
        var store = new StoreOptionsOnCommand(command);
        command.SetAction(
            async (parsed, token) =>
            {
                var options = new StoreOptions { DataDirectory = store.Folder(parsed) };
                var kept = await StoreRestore.RunAsync(
                    options,
                    parsed.GetRequiredValue(file),
                    endSignIns: !parsed.GetValue(keep),
                    token
                );
                if (parsed.GetValue(json))
                {
                    Output.Json(new { Kept = kept, SessionsEnded = !parsed.GetValue(keep) });
                    return ExitCode.Fine;
                }

                Output.Line("Restored." + (kept is null ? "" : $" The store of before is {kept}."));
                Output.Line(
                    parsed.GetValue(keep)
                        ? "Sign-ins are as they were in the backup: those that were ended since are in force again."
                        : "Every sign-in has ended: people sign in again."
                );
                Output.Line(
                    "Users, roles and keys are as they were too. What was revoked since is in force again: "
                        + "look through `gatehouse key list` and `gatehouse user list` before you start the gateway."
                );
                return ExitCode.Fine;
            }
        );
        return command;
    }
}
