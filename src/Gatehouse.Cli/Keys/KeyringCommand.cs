using System.CommandLine;
using System.Globalization;
using Gatehouse.Cli.Input;
using Gatehouse.Decisions.Keyring;

namespace Gatehouse.Cli.Keys;

/// <summary><c>gatehouse keyring</c>: the site's own keys.</summary>
internal static class KeyringCommand
{
    public static Command Create() =>
        new("keyring", "Shows and rotates the site's own keys.\n\nExample: gatehouse keyring rotate")
        {
            List(),
            Rotate(),
        };

    private static Command List()
    {
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new Command("list", "Lists the keys, without what is in them.\n\nExample: gatehouse keyring list")
        {
            json,
        };
        var store = new StoreOptionsOnCommand(command);
        command.SetAction(
            async (parsed, token) =>
            {
                await using var opened = await store.OpenStoreAsync(parsed, token);
                var keys = new List<SiteKey>();
                foreach (var purpose in Enum.GetValues<KeyPurpose>())
                {
                    keys.AddRange(await opened.ListSiteKeysAsync(purpose, token));
                }

                if (parsed.GetValue(json))
                {
                    Output.Json(
                        keys.Select(key => new
                        {
                            key.Id,
                            Purpose = Name(key.Purpose),
                            Created = key.CreatedAt,
                        })
                    );
                }
                else
                {
                    Output.Table(
                        ["ID", "PURPOSE", "MADE"],
                        keys.Select(key =>
                            (string[])
                                [
                                    key.Id.ToString(CultureInfo.InvariantCulture),
                                    Name(key.Purpose),
                                    Output.Instant(key.CreatedAt),
                                ]
                        )
                    );
                }

                return ExitCode.Fine;
            }
        );
        return command;
    }

    private static Command Rotate()
    {
        var purpose = new Option<string?>("--purpose")
        {
            Description = "One purpose only: reference, assertion, journal or cookie",
            HelpName = "P",
        };
        var command = new Command(
            "rotate",
            "Makes new keys; old ones go on being understood.\n\nExample: gatehouse keyring rotate --purpose reference"
        )
        {
            purpose,
        };
        var store = new StoreOptionsOnCommand(command);
        command.SetAction(
            async (parsed, token) =>
            {
                var purposes = Enum.GetValues<KeyPurpose>();
                if (parsed.GetValue(purpose) is { } given)
                {
                    purposes = [.. purposes.Where(known => Name(known) == given)];
                    if (purposes.Length == 0)
                    {
                        throw new CommandException(
                            $"{given} is no purpose: reference, assertion, journal or cookie.",
                            ExitCode.Usage
                        );
                    }
                }

                await using var opened = await store.OpenStoreAsync(parsed, token);
                foreach (var each in purposes)
                {
                    var key = await opened.RotateSiteKeyAsync(each, token);
                    Output.Line($"{Name(each)}: key {key.Id.ToString(CultureInfo.InvariantCulture)} is in use.");
                }

                return ExitCode.Fine;
            }
        );
        return command;
    }

    private static string Name(KeyPurpose purpose) => purpose.ToString().ToLowerInvariant();
}
