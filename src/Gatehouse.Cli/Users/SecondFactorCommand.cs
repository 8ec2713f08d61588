using System.CommandLine;
using System.Globalization;
using Gatehouse.Cli.Input;

namespace Gatehouse.Cli.Users;

/// <summary><c>gatehouse user second-factor</c>: whether a person has one, and its removal when the device is lost.</summary>
internal static class SecondFactorCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "The user's name" };
        var remove = new Option<bool>("--remove")
        {
            Description = "Remove it with its recovery codes, and end the person's sessions",
        };
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new Command(
            "second-factor",
            "Shows whether a user has a second factor, or removes it; people turn it on themselves, on their account page.\n\nExample: gatehouse user second-factor alice --remove"
        )
        {
            name,
            remove,
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
                if (parsed.GetValue(remove))
                {
                    if (!await opened.RemoveSecondFactorAsync(user.Id, butSession: null, token))
                    {
                        throw new CommandException($"{canonical} has no second factor.", ExitCode.Wrong);
                    }

                    Output.Line($"The second factor of {canonical} is removed, and all sessions are ended.");
                    return ExitCode.Fine;
                }

                var factor = await opened.FindSecondFactorAsync(user.Id, token);
                if (parsed.GetValue(json))
                {
                    Output.Json(
                        new
                        {
                            user.Name,
                            Since = factor?.AddedAt,
                            RecoveryCodes = factor?.RecoveryCodes ?? 0,
                        }
                    );
                }
                else
                {
                    Output.Line(
                        factor is null
                            ? $"{canonical} has no second factor."
                            : string.Create(
                                CultureInfo.InvariantCulture,
                                $"{canonical} has had a second factor since {factor.AddedAt.UtcDateTime:yyyy-MM-dd}; recovery codes left: {factor.RecoveryCodes}."
                            )
                    );
                }

                return ExitCode.Fine;
            }
        );
        return command;
    }
}
