using System.CommandLine;
using System.Globalization;
using Gatehouse.Cli.Input;

namespace Gatehouse.Cli.Users;

/// <summary><c>gatehouse user devices</c>: the browsers that have signed a user in, and how to forget them.</summary>
internal static class DevicesCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "The user's name" };
        var forget = new Option<string?>("--forget") { Description = "Forget this one", HelpName = "ID" };
        var forgetAll = new Option<bool>("--forget-all") { Description = "Forget them all" };
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new Command(
            "devices",
            "Lists the browsers that have signed a user in: there the password may be given while strangers who guess it are held up.\n\nExample: gatehouse user devices alice"
        )
        {
            name,
            forget,
            forgetAll,
            json,
        };
        var store = new StoreOptionsOnCommand(command);
        command.SetAction(
            async (parsed, token) =>
            {
                var canonical = UserNames.Canonical(parsed.GetRequiredValue(name));
                await using var opened = await store.OpenStoreAsync(parsed, token);
                var user =
                    await opened.FindUserAsync(canonical, token)
                    ?? throw new CommandException($"There is no user {canonical}.", ExitCode.Wrong);
                if (parsed.GetValue(forget) is { } id)
                {
                    Output.Line(
                        await opened.ForgetDeviceAsync(user.Id, id, token)
                            ? $"The device {id} of {canonical} is forgotten."
                            : throw new CommandException($"{canonical} has no device {id}.", ExitCode.Wrong)
                    );
                    return ExitCode.Fine;
                }

                if (parsed.GetValue(forgetAll))
                {
                    var count = await opened.ForgetDevicesAsync(user.Id, token);
                    Output.Line(
                        string.Create(CultureInfo.InvariantCulture, $"Devices of {canonical} forgotten: {count}.")
                    );
                    return ExitCode.Fine;
                }

                var devices = await opened.ListDevicesAsync(user.Id, token);
                if (parsed.GetValue(json))
                {
                    Output.Json(
                        devices.Select(device => new
                        {
                            device.Id,
                            device.Browser,
                            First = device.FirstAt,
                            Last = device.LastAt,
                        })
                    );
                    return ExitCode.Fine;
                }

                Output.Table(
                    ["ID", "BROWSER", "FIRST", "LAST"],
                    devices.Select(device =>
                        (string[])
                            [device.Id, device.Browser, Output.Instant(device.FirstAt), Output.Instant(device.LastAt)]
                    )
                );
                return ExitCode.Fine;
            }
        );
        return command;
    }
}
