using System.CommandLine;
using System.Globalization;
using Gatehouse.Cli.Input;
using Gatehouse.Decisions.Passwords;
using Gatehouse.Decisions.Users;
using Gatehouse.Storage;

namespace Gatehouse.Cli.Users;

/// <summary><c>gatehouse user</c>: the people and programs that may sign in.</summary>
internal static class UserCommand
{
    public static Command Create() =>
        new(
            "user",
            "Adds, changes and removes users.\n\nExample: echo 'a long password' | gatehouse user add alice --role clerk --password-stdin"
        )
        {
            Add(),
            List(),
            Show(),
            Password(),
            Digest(),
            Role(),
            Link(),
            SecondFactorCommand.Create(),
            DevicesCommand.Create(),
            Switch(
                "disable",
                "Refuses the user from the next request on.",
                (store, name, token) => store.SetDisabledAsync(name, disabled: true, token)
            ),
            Switch(
                "enable",
                "Lets a disabled user in again.",
                (store, name, token) => store.SetDisabledAsync(name, disabled: false, token)
            ),
            Switch(
                "lock",
                "Locks the account until it is unlocked.",
                (store, name, token) => store.SetLockedAsync(name, locked: true, token)
            ),
            Switch(
                "unlock",
                "Unlocks the account, and forgets the failed sign-ins that are counted for it, on every process within two seconds.",
                UnlockAsync
            ),
            Switch(
                "remove",
                "Removes the user with all keys.",
                (store, name, token) => store.RemoveUserAsync(name, token)
            ),
        };

    private static Command Add()
    {
        var name = NameArgument();
        var standardInput = PasswordStdin();
        var mustChange = MustChange();
        var roles = new Option<string[]>("--role") { Description = "A role; may be repeated", HelpName = "R" };
        var digest = DigestOption();
        var email = new Option<string?>("--email") { Description = "The mail address", HelpName = "ADDRESS" };
        var command = new Command(
            "add",
            "Adds a user.\n\nExample: gatehouse user add alice --role clerk --password-stdin < password.txt"
        )
        {
            name,
            standardInput,
            mustChange,
            roles,
            email,
            digest,
        };
        var store = new StoreOptionsOnCommand(command);
        command.SetAction(
            async (parsed, token) =>
            {
                var canonical = UserNames.Canonical(parsed.GetRequiredValue(name));
                var given = (parsed.GetValue(roles) ?? []).Select(CheckedRole).ToArray();
                var password = NewPasswordInput.Read(parsed.GetValue(standardInput), canonical);
                await using var opened = await store.OpenOrCreateStoreAsync(parsed, token);
                var made = NewPassword.Create(canonical, password, await SpaceAsync(store, parsed, opened, token));
                var user = new NewUser(canonical, made.Hash, parsed.GetValue(email), given, parsed.GetValue(mustChange))
                {
                    DigestSecrets = parsed.GetValue(digest) ? made.DigestSecrets : null,
                };
                if (!await opened.AddUserAsync(user, token))
                {
                    throw new CommandException($"There is a user {canonical} already.", ExitCode.Wrong);
                }

                Output.Line($"Added {canonical}.");
                SayDigest(user.DigestSecrets);
                return ExitCode.Fine;
            }
        );
        return command;
    }

    private static Command Link()
    {
        var name = NameArgument();
        var provider = new Option<string>("--provider")
        {
            Description = "The provider's name in the configuration",
            HelpName = "P",
            Required = true,
        };
        var subject = new Option<string>("--subject")
        {
            Description = "The provider's name for the person (sub), which `explain` tells",
            HelpName = "S",
            Required = true,
        };
        var command = new Command(
            "link",
            "Lets a person of a provider sign in as a user.\n\nExample: gatehouse user link alice --provider corp --subject 248289761001 --config gatehouse.yaml"
        )
        {
            name,
            provider,
            subject,
        };
        var store = new StoreOptionsOnCommand(command);
        command.SetAction(
            async (parsed, token) =>
            {
                var canonical = UserNames.Canonical(parsed.GetRequiredValue(name));
                var named = parsed.GetRequiredValue(provider);
                if (
                    !store.Configuration(parsed).Providers.TryGetValue(named, out var known)
                    || known.Issuer is not { } issuer
                )
                {
                    throw new CommandException(
                        $"The configuration has no provider {named} with an issuer. Name the configuration with --config."
                    );
                }

                await using var opened = await store.OpenStoreAsync(parsed, token);
                var user = await opened.FindUserAsync(canonical, token) ?? throw Unknown(canonical);
                var person = parsed.GetRequiredValue(subject);
                if (!await opened.LinkUserAsync(issuer, person, user.Id, token))
                {
                    throw new CommandException($"That person of {issuer} is linked to a user already.", ExitCode.Wrong);
                }

                Output.Line($"Linked {canonical} to {person} of {issuer}.");
                return ExitCode.Fine;
            }
        );
        return command;
    }

    private static Command List()
    {
        var json = JsonOption();
        var command = new Command("list", "Lists the users.\n\nExample: gatehouse user list --json") { json };
        var store = new StoreOptionsOnCommand(command);
        command.SetAction(
            async (parsed, token) =>
            {
                await using var opened = await store.OpenStoreAsync(parsed, token);
                var users = await opened.ListUsersAsync(token);
                if (parsed.GetValue(json))
                {
                    Output.Json(users.Select(Facts));
                }
                else
                {
                    Output.Table(
                        ["NAME", "STATE", "ROLES", "DIGEST", "SINCE"],
                        users.Select(user =>
                            (string[])
                                [
                                    user.Name,
                                    State(user),
                                    string.Join(",", user.Roles),
                                    user.Digest ? "on" : "off",
                                    Date(user.CreatedAt),
                                ]
                        )
                    );
                }

                return ExitCode.Fine;
            }
        );
        return command;
    }

    private static Command Show()
    {
        var name = NameArgument();
        var json = JsonOption();
        var command = new Command("show", "Shows one user.\n\nExample: gatehouse user show alice") { name, json };
        var store = new StoreOptionsOnCommand(command);
        command.SetAction(
            async (parsed, token) =>
            {
                var canonical = UserNames.Canonical(parsed.GetRequiredValue(name));
                await using var opened = await store.OpenStoreAsync(parsed, token);
                var user = await opened.FindUserAsync(canonical, token) ?? throw Unknown(canonical);
                var kept = await opened.ListDigestSpacesAsync(user.Id, token);
                if (parsed.GetValue(json))
                {
                    Output.Json(Facts(user, kept));
                    return ExitCode.Fine;
                }

                Output.Line($"name:   {user.Name}");
                Output.Line($"state:  {State(user)}");
                Output.Line($"email:  {user.Email ?? "none"}");
                Output.Line($"roles:  {(user.Roles.Count == 0 ? "none" : string.Join(", ", user.Roles))}");
                Output.Line($"digest: {DigestOf(user, kept)}");
                Output.Line($"since:  {Date(user.CreatedAt)}");
                return ExitCode.Fine;
            }
        );
        return command;
    }

    private static Command Password()
    {
        var name = NameArgument();
        var standardInput = PasswordStdin();
        var mustChange = MustChange();
        var digest = DigestOption();
        var command = new Command(
            "password",
            "Sets a user's password; what was remembered of the old one is void, and what Digest needs is made anew.\n\nExample: gatehouse user password alice"
        )
        {
            name,
            standardInput,
            mustChange,
            digest,
        };
        var store = new StoreOptionsOnCommand(command);
        command.SetAction(
            async (parsed, token) =>
            {
                var canonical = UserNames.Canonical(parsed.GetRequiredValue(name));
                await using var opened = await store.OpenStoreAsync(parsed, token);
                var user = await opened.FindUserAsync(canonical, token) ?? throw Unknown(canonical);
                var made = NewPassword.Create(
                    canonical,
                    NewPasswordInput.Read(parsed.GetValue(standardInput), canonical),
                    await SpaceAsync(store, parsed, opened, token)
                );
                if (!await opened.SetPasswordAsync(canonical, made, parsed.GetValue(mustChange), token))
                {
                    throw Unknown(canonical);
                }

                if (parsed.GetValue(digest) && !user.Digest)
                {
                    await opened.SetDigestAsync(canonical, made.Hash, made.DigestSecrets, token);
                }

                Output.Line($"The password of {canonical} is set.");
                SayDigest(user.Digest || parsed.GetValue(digest) ? made.DigestSecrets : null);
                return ExitCode.Fine;
            }
        );
        return command;
    }

    private static Command Digest()
    {
        var name = NameArgument();
        var standardInput = PasswordStdin();
        var off = new Option<bool>("--off") { Description = "Switch Digest off, and remove what is kept for it" };
        var command = new Command(
            "digest",
            "Switches Digest on for a user, which takes the user's present password, or off.\n\nExample: gatehouse user digest alice --config gatehouse.yaml"
        )
        {
            name,
            standardInput,
            off,
        };
        var store = new StoreOptionsOnCommand(command);
        command.SetAction(
            async (parsed, token) =>
            {
                var canonical = UserNames.Canonical(parsed.GetRequiredValue(name));
                await using var opened = await store.OpenStoreAsync(parsed, token);
                var user = await opened.FindUserAsync(canonical, token) ?? throw Unknown(canonical);
                if (parsed.GetValue(off))
                {
                    return await opened.RemoveDigestAsync(canonical, token)
                        ? Say($"Digest is off for {canonical}, and nothing is kept for it.")
                        : throw Unknown(canonical);
                }

                var password = PasswordInput.Read(parsed.GetValue(standardInput));
                var secrets = (await SpaceAsync(store, parsed, opened, token)).SecretsOf(canonical, password);
                if (
                    user.PasswordHash is null
                    || PasswordHash.Verify(user.PasswordHash, password) is PasswordMatch.No
                    || !await opened.SetDigestAsync(canonical, user.PasswordHash, secrets, token)
                )
                {
                    throw new CommandException(
                        $"That is not the present password of {canonical}; `gatehouse user password` sets another one.",
                        ExitCode.Wrong
                    );
                }

                SayDigest(secrets);
                return ExitCode.Fine;
            }
        );
        return command;
    }

    private static Command Role()
    {
        var name = NameArgument();
        var roles = new Option<string[]>("--role")
        {
            Description = "The roles, in place of those held",
            HelpName = "R",
        };
        var add = new Option<string[]>("--add") { Description = "A role to add", HelpName = "R" };
        var remove = new Option<string[]>("--remove") { Description = "A role to take away", HelpName = "R" };
        var command = new Command(
            "role",
            "Sets, adds or takes away roles.\n\nExample: gatehouse user role alice --add clerk"
        )
        {
            name,
            roles,
            add,
            remove,
        };
        var store = new StoreOptionsOnCommand(command);
        command.SetAction(
            async (parsed, token) =>
            {
                var canonical = UserNames.Canonical(parsed.GetRequiredValue(name));
                await using var opened = await store.OpenStoreAsync(parsed, token);
                var user = await opened.FindUserAsync(canonical, token) ?? throw Unknown(canonical);
                var set = parsed.GetValue(roles) is { Length: > 0 } given ? given : [.. user.Roles];
                string[] wanted =
                [
                    .. set.Concat(parsed.GetValue(add) ?? [])
                        .Except(parsed.GetValue(remove) ?? [], StringComparer.Ordinal)
                        .Select(CheckedRole),
                ];
                return await opened.SetRolesAsync(canonical, wanted, token)
                    ? Say($"{canonical} has {(wanted.Length == 0 ? "no roles" : string.Join(", ", wanted))}.")
                    : throw Unknown(canonical);
            }
        );
        return command;
    }

    private static Command Switch(
        string word,
        string description,
        Func<SqliteStore, string, CancellationToken, ValueTask<bool>> act
    )
    {
        var name = NameArgument();
        var command = new Command(word, $"{description}\n\nExample: gatehouse user {word} alice") { name };
        var store = new StoreOptionsOnCommand(command);
        command.SetAction(
            async (parsed, token) =>
            {
                var canonical = UserNames.Canonical(parsed.GetRequiredValue(name));
                await using var opened = await store.OpenStoreAsync(parsed, token);
                return await act(opened, canonical, token)
                    ? Say($"{canonical}: {word} done.")
                    : throw Unknown(canonical);
            }
        );
        return command;
    }

    private static async ValueTask<bool> UnlockAsync(SqliteStore store, string name, CancellationToken token)
    {
        var found = await store.SetLockedAsync(name, locked: false, token);
        await store.ForgiveUserAsync(name, token);
        return found;
    }

    private static Argument<string> NameArgument() => new("NAME") { Description = "The user's name" };

    private static Option<bool> PasswordStdin() =>
        new("--password-stdin") { Description = "Read the password as one line of standard input" };

    private static Option<bool> MustChange() =>
        new("--must-change") { Description = "The password must be changed before it signs anyone in" };

    private static Option<bool> DigestOption() =>
        new("--digest") { Description = "Also keep what Digest needs of the password, from now on" };

    // What the configuration says; without one what the site offered when it last started, or would by default.
    private static async Task<DigestSpace> SpaceAsync(
        StoreOptionsOnCommand store,
        ParseResult parsed,
        IDigestAdministration opened,
        CancellationToken token
    )
    {
        var configuration = store.Configuration(parsed);
        return (store.NamesConfiguration(parsed) ? null : await opened.FindDigestSpaceAsync(token))
            ?? configuration.Digest.SpaceIn(configuration.Realm);
    }

    private static void SayDigest(IReadOnlyList<DigestSecret>? secrets)
    {
        if (secrets is [var first, ..])
        {
            var space = new DigestSpace(first.Realm, [.. secrets.Select(secret => secret.Hash)]);
            Output.Line($"Digest is on: {space}.");
        }
    }

    private static string DigestOf(UserRecord user, IReadOnlyList<DigestSpace> kept) =>
        !user.Digest ? "off"
        : kept.Count == 0 ? "on, but nothing is kept: the password must be set again"
        : $"on: {string.Join("; ", kept)}";

    private static Option<bool> JsonOption() => new("--json") { Description = "Print JSON" };

    private static string CheckedRole(string role) =>
        role.Length > 0 && role.All(c => c is > ' ' and <= '~' and not ',')
            ? role
            : throw new CommandException(
                "A role's name has printable ASCII characters only, and no comma or space.",
                ExitCode.Usage
            );

    private static CommandException Unknown(string name) => new($"There is no user {name}.", ExitCode.Wrong);

    private static int Say(string text)
    {
        Output.Line(text);
        return ExitCode.Fine;
    }

    private static object Facts(UserRecord user) => Facts(user, kept: null);

    private static object Facts(UserRecord user, IReadOnlyList<DigestSpace>? kept) =>
        new
        {
            user.Name,
            State = State(user),
            user.Email,
            user.Roles,
            MustChange = user.MustChangePassword,
            user.Digest,
            DigestKeptFor = kept?.Select(space => space.ToString()),
            Created = user.CreatedAt,
        };

    private static string State(UserRecord user) =>
        user.Disabled ? "disabled"
        : user.Locked ? "locked"
        : "active";

    private static string Date(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
