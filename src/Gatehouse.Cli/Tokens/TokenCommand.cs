using System.CommandLine;
using Gatehouse.Cli.Input;
using Gatehouse.Decisions.Tokens;
using Gatehouse.Protocol.Jose;
using Gatehouse.Storage;

namespace Gatehouse.Cli.Tokens;

/// <summary><c>gatehouse token</c>: which programs act for whom, and the end of it.</summary>
internal static class TokenCommand
{
    // The year 9000: no clock comes near, and whatever is added to it is still an instant.
    private const long Farthest = 221_845_392_000;

    private const string GrantPrefix = "g_";

    // By how much a provider's clock may differ at most: until then the token might be taken.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    public static Command Create() =>
        new(
            "token",
            "Lists the programs that act for people, and revokes tokens.\n\nExample: gatehouse token list alice"
        )
        {
            List(),
            Revoke(),
        };

    private static Command List()
    {
        var user = new Argument<string?>("USER")
        {
            Description = "For whom; for everybody without it",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new Command(
            "list",
            "Lists the programs that hold refresh tokens.\n\nExample: gatehouse token list alice"
        )
        {
            user,
            json,
        };
        var store = new StoreOptionsOnCommand(command);
        command.SetAction(
            async (parsed, token) =>
            {
                await using var opened = await store.OpenStoreAsync(parsed, token);
                var name = parsed.GetValue(user) is { } given ? UserNames.Canonical(given) : null;
                if (name is not null && await opened.FindUserAsync(name, token) is null)
                {
                    throw new CommandException($"There is no user {name}.");
                }

                var grants = await opened.ListGrantsAsync(name, token);
                if (parsed.GetValue(json))
                {
                    Output.Json(
                        grants.Select(grant => new
                        {
                            grant.Id,
                            User = grant.UserName,
                            Client = grant.ClientId,
                            grant.Scopes,
                            grant.Resource,
                            Started = grant.StartedAt,
                            LastUsed = grant.LastUsedAt,
                            Ends = grant.ExpiresAt,
                        })
                    );
                }
                else
                {
                    Output.Table(
                        ["ID", "USER", "PROGRAM", "SCOPES", "SINCE", "LAST USED"],
                        grants.Select(grant =>
                            (string[])
                                [
                                    grant.Id,
                                    grant.UserName,
                                    grant.ClientId,
                                    string.Join(' ', grant.Scopes),
                                    Output.Instant(grant.StartedAt),
                                    Output.Instant(grant.LastUsedAt),
                                ]
                        )
                    );
                }

                return ExitCode.Fine;
            }
        );
        return command;
    }

    private static Command Revoke()
    {
        var what = new Argument<string>("TOKEN-OR-ID")
        {
            Description =
                "The id that `token list` shows, a refresh token, or an access token, ours or a provider's (@FILE, -, env:NAME)",
        };
        var command = new Command(
            "revoke",
            "Refuses a token from the next request on, on every process; with an id or a refresh token, everything that the program holds.\n\nExample: gatehouse token revoke @stolen-token.txt"
        )
        {
            what,
        };
        var store = new StoreOptionsOnCommand(command);
        command.SetAction(
            async (parsed, token) =>
            {
                var text = SecretArgument.Read(parsed.GetValue(what)!).Trim();
                await using var opened = await store.OpenStoreAsync(parsed, token);
                if (text.StartsWith(GrantPrefix, StringComparison.Ordinal))
                {
                    return await EndAsync(opened, text, token);
                }

                if (GrantText.IsRefreshToken(text))
                {
                    var grant =
                        await opened.FindGrantOfAsync(GrantText.Hash(text), token)
                        ?? throw new CommandException("There is no such refresh token, or not any more.");
                    return await EndAsync(opened, grant.Id, token);
                }

                return await RefuseAsync(opened, text, token);
            }
        );
        return command;
    }

    private static async Task<int> EndAsync(SqliteStore store, string id, CancellationToken cancellationToken)
    {
        if (!await store.EndGrantAsync(id, GrantEnd.EndedByOperator, cancellationToken))
        {
            throw new CommandException($"There is no program's leave {id} in force.");
        }

        Output.Line($"Ended: {id}");
        return ExitCode.Fine;
    }

    private static async Task<int> RefuseAsync(SqliteStore store, string text, CancellationToken cancellationToken)
    {
        if (
            !CompactJws.TryParse(text, out var jws, out var fault)
            || !JwtClaims.TryParse(jws.Payload, out var claims, out fault)
        )
        {
            throw new CommandException(
                $"That is neither an id, nor a refresh token of ours, nor a JWT ({fault}). An opaque token is revoked at its issuer."
            );
        }

        if (claims.Expires is not { } expires)
        {
            throw new CommandException("The token has no exp: it is refused as it is.");
        }

        var end = DateTimeOffset.FromUnixTimeSeconds(Math.Min(expires, Farthest));
        if (end + Skew <= TimeProvider.System.GetUtcNow())
        {
            throw new CommandException($"The token ended by itself at {Output.Instant(end)}.");
        }

        await store.RevokeTokenAsync(jws.SigningInputHash(), end + Skew, cancellationToken);
        Output.Line($"Refused until its end: {Output.Instant(end)}");
        return ExitCode.Fine;
    }
}
