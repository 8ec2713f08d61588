using System.CommandLine;
using System.Net;
using Gatehouse.Cli.Input;
using Gatehouse.Decisions.Keys;
using Gatehouse.Decisions.Users;
using Gatehouse.Gateway.Configuration;

namespace Gatehouse.Cli.Keys;

/// <summary><c>gatehouse key</c>: API keys.</summary>
internal static class KeyCommand
{
    public static Command Create() =>
        new(
            "key",
            "Makes, rotates and revokes API keys.\n\nExample: gatehouse key create alice --name reports --scope orders:read --expires 90d"
        )
        {
            CreateKey(),
            List(),
            Show(),
            Rotate(),
            Revoke(),
        };

    private static Command CreateKey()
    {
        var user = new Argument<string>("USER") { Description = "Whose key it is" };
        var name = new Option<string>("--name")
        {
            Description = "What it is for",
            HelpName = "N",
            Required = true,
        };
        var scopes = new Option<string[]>("--scope")
        {
            Description = "A scope it is limited to; may be repeated",
            HelpName = "S",
        };
        var expires = new Option<string?>("--expires") { Description = "How long it holds, as 90d", HelpName = "D" };
        var from = new Option<string[]>("--from")
        {
            Description = "A network it may be used from; may be repeated",
            HelpName = "CIDR",
        };
        var json = new Option<bool>("--json") { Description = "Print id and key as JSON" };
        var command = new Command(
            "create",
            "Makes a key and prints it, once.\n\nExample: gatehouse key create alice --name reports --expires 90d"
        )
        {
            user,
            name,
            scopes,
            expires,
            from,
            json,
        };
        var store = new StoreOptionsOnCommand(command);
        command.SetAction(
            async (parsed, token) =>
            {
                var text = ApiKey.Create();
                var key = new NewKey(
                    ApiKey.CreateId(),
                    ApiKey.Hash(text),
                    UserNames.Canonical(parsed.GetRequiredValue(user)),
                    parsed.GetRequiredValue(name),
                    parsed.GetValue(scopes) is { Length: > 0 } given ? [.. given.Select(CheckedScope)] : null,
                    [.. (parsed.GetValue(from) ?? []).Select(CheckedNetwork)],
                    parsed.GetValue(expires) is { } life ? TimeProvider.System.GetUtcNow() + Duration(life) : null
                );
                await using var opened = await store.OpenStoreAsync(parsed, token);
                if (!await opened.AddKeyAsync(key, token))
                {
                    throw new CommandException($"There is no user {key.UserName}.", ExitCode.Wrong);
                }

                Print(parsed.GetValue(json), key.Id, text);
                return ExitCode.Fine;
            }
        );
        return command;
    }

    private static Command List()
    {
        var user = new Argument<string?>("USER")
        {
            Description = "Whose keys; all without it",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new Command("list", "Lists keys.\n\nExample: gatehouse key list alice") { user, json };
        var store = new StoreOptionsOnCommand(command);
        command.SetAction(
            async (parsed, token) =>
            {
                var name = parsed.GetValue(user) is { } given ? UserNames.Canonical(given) : null;
                await using var opened = await store.OpenStoreAsync(parsed, token);
                var keys = await opened.ListKeysAsync(name, token);
                if (parsed.GetValue(json))
                {
                    Output.Json(keys.Select(Facts));
                }
                else
                {
                    Output.Table(
                        ["ID", "USER", "NAME", "STATE", "SCOPES", "LAST USED"],
                        keys.Select(key =>
                            (string[])
                                [
                                    key.Id,
                                    key.UserName,
                                    key.Name,
                                    State(key),
                                    key.Scopes is null ? "all" : string.Join(' ', key.Scopes),
                                    Output.Instant(key.LastUsedAt),
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
        var id = IdArgument();
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new Command(
            "show",
            "Shows one key; never its text.\n\nExample: gatehouse key show k_0123456789abcdef0123"
        )
        {
            id,
            json,
        };
        var store = new StoreOptionsOnCommand(command);
        command.SetAction(
            async (parsed, token) =>
            {
                await using var opened = await store.OpenStoreAsync(parsed, token);
                var key =
                    await opened.FindKeyByIdAsync(parsed.GetRequiredValue(id), token)
                    ?? throw Unknown(parsed.GetRequiredValue(id));
                if (parsed.GetValue(json))
                {
                    Output.Json(Facts(key));
                    return ExitCode.Fine;
                }

                Output.Line($"id:         {key.Id}");
                Output.Line($"user:       {key.UserName}");
                Output.Line($"name:       {key.Name}");
                Output.Line($"state:      {State(key)}");
                Output.Line($"scopes:     {(key.Scopes is null ? "all of its user's" : string.Join(' ', key.Scopes))}");
                Output.Line($"from:       {(key.From.Count == 0 ? "anywhere" : string.Join(", ", key.From))}");
                Output.Line($"made:       {Output.Instant(key.CreatedAt)}");
                Output.Line($"ends:       {Output.Instant(key.ExpiresAt)}");
                Output.Line($"last used:  {Output.Instant(key.LastUsedAt)}");
                if (key.RotatedTo is { } successor)
                {
                    Output.Line($"followed by {successor}");
                }

                return ExitCode.Fine;
            }
        );
        return command;
    }

    private static Command Rotate()
    {
        var id = IdArgument();
        var overlap = new Option<string>("--overlap")
        {
            Description = "How long the old one still holds",
            HelpName = "D",
            DefaultValueFactory = _ => "24h",
        };
        var json = new Option<bool>("--json") { Description = "Print id and key as JSON" };
        var command = new Command(
            "rotate",
            "Makes a key's successor and prints it, once; the old one ends after the overlap.\n\nExample: gatehouse key rotate k_0123456789abcdef0123 --overlap 24h"
        )
        {
            id,
            overlap,
            json,
        };
        var store = new StoreOptionsOnCommand(command);
        command.SetAction(
            async (parsed, token) =>
            {
                await using var opened = await store.OpenStoreAsync(parsed, token);
                var old =
                    await opened.FindKeyByIdAsync(parsed.GetRequiredValue(id), token)
                    ?? throw Unknown(parsed.GetRequiredValue(id));
                if (old.RevokedAt is not null)
                {
                    throw new CommandException($"The key {old.Id} is revoked: make a new one.", ExitCode.Wrong);
                }

                var now = TimeProvider.System.GetUtcNow();
                var text = ApiKey.Create();
                var successor = new NewKey(
                    ApiKey.CreateId(),
                    ApiKey.Hash(text),
                    old.UserName,
                    old.Name,
                    old.Scopes,
                    old.From,
                    old.ExpiresAt is { } end ? now + (end - old.CreatedAt) : null
                );
                var ends = now + Duration(parsed.GetRequiredValue(overlap));
                if (
                    !await opened.RotateKeyAsync(
                        old.Id,
                        successor,
                        old.ExpiresAt is { } earlier && earlier < ends ? earlier : ends,
                        token
                    )
                )
                {
                    throw Unknown(old.Id);
                }

                Print(parsed.GetValue(json), successor.Id, text);
                return ExitCode.Fine;
            }
        );
        return command;
    }

    private static Command Revoke()
    {
        var id = IdArgument();
        var command = new Command(
            "revoke",
            "Revokes a key; it is refused from the next request on.\n\nExample: gatehouse key revoke k_0123456789abcdef0123"
        )
        {
            id,
        };
        var store = new StoreOptionsOnCommand(command);
        command.SetAction(
            async (parsed, token) =>
            {
                await using var opened = await store.OpenStoreAsync(parsed, token);
                var given = parsed.GetRequiredValue(id);
                if (!await opened.RevokeKeyAsync(given, token))
                {
                    throw Unknown(given);
                }

                Output.Line($"Revoked {given}.");
                return ExitCode.Fine;
            }
        );
        return command;
    }

    private static Argument<string> IdArgument() => new("ID") { Description = "The key's id, as list shows it" };

    // The key alone, so that a script can take it.
    private static void Print(bool json, string id, string key)
    {
        if (json)
        {
            Output.Json(new { Id = id, Key = key });
            return;
        }

        Output.Line(key);
        Terminal.Error.WriteLine($"This is the key {id}. It is shown this once: keep it now.");
    }

    private static string CheckedScope(string scope) =>
        scope.Length > 0 && scope.All(c => c is '!' or (>= '#' and <= '[') or (>= ']' and <= '~'))
            ? scope
            : throw new CommandException(
                "A scope has printable ASCII characters without space, quote and backslash (RFC 6749 section 3.3).",
                ExitCode.Usage
            );

    private static string CheckedNetwork(string network) =>
        IPNetwork.TryParse(network, out var parsed) ? parsed.ToString()
        : IPAddress.TryParse(network, out var address)
            ? new IPNetwork(address, address.GetAddressBytes().Length * 8).ToString()
        : throw new CommandException($"{network} is no network in CIDR notation, as 192.0.2.0/24.", ExitCode.Usage);

    private static TimeSpan Duration(string text) =>
        Durations.TryRead(text, out var duration)
            ? duration
            : throw new CommandException($"{text} is no duration, as 90d, 24h or 30m.", ExitCode.Usage);

    private static CommandException Unknown(string id) => new($"There is no key {id}.", ExitCode.Wrong);

    private static string State(KeyRecord key) =>
        key.RevokedAt is not null ? "revoked"
        : key.ExpiresAt is { } end && end <= TimeProvider.System.GetUtcNow() ? "expired"
        : key.RotatedTo is not null ? "rotated"
        : "active";

    private static object Facts(KeyRecord key) =>
        new
        {
            key.Id,
            User = key.UserName,
            key.Name,
            State = State(key),
            key.Scopes,
            key.From,
            Created = key.CreatedAt,
            Expires = key.ExpiresAt,
            Revoked = key.RevokedAt,
            LastUsed = key.LastUsedAt,
            key.RotatedTo,
        };
}
