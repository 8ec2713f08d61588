using System.Net;
using System.Security.Cryptography;
using System.Text;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Guessing;
using Gatehouse.Decisions.Keys;
using Gatehouse.Gateway.Configuration;
using Gatehouse.Gateway.SignIn;
using Gatehouse.Protocol.Basic;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Gateway.Tokens;

/// <summary>
/// Who asks the token endpoint (RFC 6749 section 2.3): by Basic, by a secret in the form, by a signed assertion, or, for
/// a program without a secret, by its name alone.
/// </summary>
internal sealed class ClientAuthentication(TokenServices services)
{
    private readonly ClientAssertions _assertions = new(services);

    /// <summary>The client, or what stands against it.</summary>
    public async Task<(TokenClient? Client, TokenFault? Fault)> AuthenticateAsync(
        HttpContext context,
        Decision decision,
        PostedForm form
    )
    {
        var fields = context.Request.Headers.Authorization;
        var asserted = form["client_assertion"];
        var ways =
            (fields.Count > 0 ? 1 : 0) + (asserted.Length > 0 ? 1 : 0) + (form["client_secret"].Length > 0 ? 1 : 0);
        if (ways > 1 || fields.Count > 1)
        {
            return (null, TokenFaults.Request("the client proves who it is in more than one way"));
        }

        if (asserted.Length > 0)
        {
            return await _assertions.JudgeAsync(decision, form, asserted, context.RequestAborted);
        }

        if (fields.Count == 0)
        {
            return await GuardAsync(
                decision,
                form["client_id"],
                form["client_secret"],
                () => JudgeAsync(decision, form["client_id"], form["client_secret"], context.RequestAborted),
                context.RequestAborted
            );
        }

        if (ReadBasic(fields[0]!) is not var (id, secret))
        {
            return (null, TokenFaults.Client("none", "the field Authorization holds no Basic credentials"));
        }

        var decoded = (Id: WebUtility.UrlDecode(id), Secret: WebUtility.UrlDecode(secret));
        if (form["client_id"].Length > 0 && form["client_id"] != decoded.Id && form["client_id"] != id)
        {
            return (null, TokenFaults.Request("client_id names another client than Authorization"));
        }

        return await GuardAsync(decision, decoded.Id, secret, JudgeEitherAsync, context.RequestAborted);

        // Both parts are form-encoded before they are joined (RFC 6749 section 2.3.1), and many clients do not.
        async Task<(TokenClient? Client, TokenFault? Fault)> JudgeEitherAsync()
        {
            var judged = await JudgeAsync(decision, decoded.Id, decoded.Secret, context.RequestAborted);
            return judged.Fault is null || decoded == (id, secret)
                ? judged
                : await JudgeAsync(decision, id, secret, context.RequestAborted);
        }
    }

    // A secret counts as a password does: for the client, the address, and both. Who sends none has none to guess.
    private async Task<(TokenClient? Client, TokenFault? Fault)> GuardAsync(
        Decision decision,
        string id,
        string secret,
        Func<Task<(TokenClient? Client, TokenFault? Fault)>> judge,
        CancellationToken cancellationToken
    )
    {
        if (secret.Length == 0)
        {
            return await judge();
        }

        var answer = await services.Guesses.AskAsync(
            new GuessAttempt
            {
                Name = "client " + id,
                Client = decision.Facts.Client,
                Secret = secret,
            },
            cancellationToken
        );
        if (answer.Refusal is { } held)
        {
            return (null, new TokenFault("invalid_client", held));
        }

        // A program that repeats one wrong secret has no permit, and is told what is wrong all the same: that costs nothing.
        using var permit = answer.Permit;
        var judged = await judge();
        if (permit is null)
        {
            return judged;
        }

        if (judged.Fault is null)
        {
            permit.SignedIn();
        }
        else if (judged.Fault.Finding is Failed { Cause: var cause } && cause == Causes.Grant.ClientRejected)
        {
            await permit.FailedAsync(cancellationToken);
        }

        return judged;
    }

    private async Task<(TokenClient? Client, TokenFault? Fault)> JudgeAsync(
        Decision decision,
        string id,
        string secret,
        CancellationToken cancellationToken
    )
    {
        if (id.Length == 0)
        {
            return (null, TokenFaults.Client("none", "it does not say who it is"));
        }

        if (services.FindApplication(id) is { } application)
        {
            return WhatIsWrong(application, secret) is { } wrong ? (null, TokenFaults.Client(id, wrong))
                : application.Secret is { IsMissing: true }
                    ? (
                        null,
                        new TokenFault(
                            "invalid_client",
                            Finding.Unanswerable(
                                Causes.Server.Configuration,
                                Evidence.ForOperator("problem", $"the secret of the application {id} is missing")
                            )
                        )
                    )
                : (new TokenClient(id, application, Key: null), null);
        }

        if (!ApiKey.IsWellFormed(secret))
        {
            return (null, Reject(id, "neither a program that is configured nor a key"));
        }

        var key = await services.Keys.FindKeyAsync(ApiKey.Hash(secret), cancellationToken);
        return WhatIsWrong(decision, id, key) is { } problem
            ? (null, Reject(id, problem))
            : (new TokenClient(id, Application: null, key), null);
    }

    private static string? WhatIsWrong(ApplicationConfiguration application, string secret) =>
        application.Secret switch
        {
            null when application.KeySetFile is not null => "it is to prove itself by a signed assertion",
            null when secret.Length > 0 => "the program has no secret",
            null => null,
            { IsMissing: true } => null,
            { } known when secret.Length == 0 => "it sent no secret",
            { } known when !IsSame(secret, known.Reveal()) => "the secret is wrong",
            _ => null,
        };

    private static string? WhatIsWrong(Decision decision, string id, KeyRecord? key) =>
        key is null ? "the key is not in the store"
        : key.Id != id ? "the key is another one than client_id names"
        : key.RevokedAt is not null ? "the key was revoked"
        : key.ExpiresAt is { } end && end <= decision.Facts.ReceivedAt ? "the key has expired"
        : key.From.Count > 0 && !key.From.Any(network => IPNetwork.Parse(network).Contains(decision.Facts.Client))
            ? "the key is not taken from this address"
        : null;

    // What stands where an id should may be a secret: a key in the wrong place, an id and a secret that were exchanged.
    private static TokenFault Reject(string id, string problem) =>
        TokenFaults.Client(ApiKey.IsId(id) ? id : "a text that is no id of ours", problem);

    private static (string Id, string Secret)? ReadBasic(string field) =>
        CredentialsParser.TryParse(field, out var credentials, out _)
        && credentials!.Is("Basic")
        && BasicCredentials.TryDecode(credentials.Token68, out var id, out var secret, out _)
            ? (id, secret)
            : null;

    private static bool IsSame(string a, string b) =>
        CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(a)),
            SHA256.HashData(Encoding.UTF8.GetBytes(b))
        );
}
