using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Routes;
using Gatehouse.Decisions.Tokens;
using Gatehouse.Gateway.Configuration;
using Gatehouse.Gateway.Endpoints;
using Gatehouse.Gateway.SignIn;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Gateway.Tokens;

/// <summary>Where programs get tokens of ours (RFC 6749 section 3.2).</summary>
internal sealed class TokenEndpoint(TokenServices services) : IEndpoint
{
    /// <summary>Its path below the prefix.</summary>
    public const string Name = "token";

    /// <summary>The grants that it takes.</summary>
    public static readonly IReadOnlyList<string> GrantTypes =
    [
        "authorization_code",
        "refresh_token",
        "client_credentials",
    ];

    // For how long an answer that got lost can be had again.
    internal static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private static readonly SearchValues<char> VerifierCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
    );

    private readonly ClientAuthentication _clients = new(services);
    private readonly TokenMint _mint = new(services.Signing, services.Time);

    public string Path => Name;

    public IReadOnlyList<string> Methods => ["POST"];

    public CorsRules? Cors => TokenCors.Rules;

    public async Task AnswerAsync(HttpContext context, Decision decision)
    {
        var (answer, fault) = await GiveAsync(context, decision);
        await (
            fault is null
                ? TokenAnswers.GiveAsync(context, answer)
                : TokenAnswers.RefuseAsync(context, decision, services.Refusals(), fault)
        );
    }

    private async Task<(byte[] Answer, TokenFault? Fault)> GiveAsync(HttpContext context, Decision decision)
    {
        if (await PostedForm.ReadAsync(context) is not { } form)
        {
            return No(
                TokenFaults.Request("the body is no form (application/x-www-form-urlencoded), or is larger than any is")
            );
        }

        if (form.Repeated is { } twice)
        {
            return No(TokenFaults.Request($"the parameter {twice} is there twice"));
        }

        var type = form["grant_type"];
        if (type.Length == 0)
        {
            return No(TokenFaults.Request("grant_type is missing"));
        }

        if (!GrantTypes.Contains(type, StringComparer.Ordinal))
        {
            return No(
                TokenFaults.Request(
                    "the grant type is none of " + string.Join(", ", GrantTypes),
                    "unsupported_grant_type"
                )
            );
        }

        var (client, fault) = await _clients.AuthenticateAsync(context, decision, form);
        if (client is null)
        {
            return No(fault!);
        }

        return type switch
        {
            "authorization_code" => await ExchangeAsync(client, form, context.RequestAborted),
            "refresh_token" => await RefreshAsync(client, form, context.RequestAborted),
            _ => await ActForItselfAsync(decision, client, form, context.RequestAborted),
        };
    }

    private async Task<(byte[], TokenFault?)> ExchangeAsync(
        TokenClient client,
        PostedForm form,
        CancellationToken cancellationToken
    )
    {
        if (client.Application is not { RedirectUris.Count: > 0 })
        {
            return No(TokenFaults.Request("no person signs in to this client", "unauthorized_client"));
        }

        var (code, verifier) = (form["code"], form["code_verifier"]);
        if (code.Length == 0)
        {
            return No(TokenFaults.Request("code is missing"));
        }

        if (verifier.Length is < 43 or > 128 || verifier.AsSpan().ContainsAnyExcept(VerifierCharacters))
        {
            return No(
                TokenFaults.Request(
                    "code_verifier is missing, or not 43 to 128 unreserved characters (RFC 7636 section 4.1)"
                )
            );
        }

        if (!GrantText.IsCode(code))
        {
            return No(
                TokenFaults.Grant(client.Id, "the code is none of ours: mistyped, cut short, or of another server")
            );
        }

        var refresh = GrantText.CreateRefreshToken();
        var result = await services.Tokens.UseCodeAsync(
            new CodeUse(
                GrantText.Hash(code),
                client.Id,
                form["redirect_uri"] is { Length: > 0 } named ? named : null,
                Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))),
                GrantText.Hash(refresh)
            ),
            cancellationToken
        );
        if (result.Outcome != CodeOutcome.Exchanged)
        {
            return No(TokenFaults.Grant(client.Id, Describe(result.Outcome), result.Grant?.UserName, result.Grant?.Id));
        }

        var configuration = services.Configuration();
        var grant = result.Grant!;
        if (WrongResource(configuration, form, grant) is { } fault)
        {
            // The code is used up, and nobody has what came of it.
            await services.Tokens.EndGrantAsync(grant.Id, GrantEnd.GivenBack, cancellationToken);
            return No(fault);
        }

        var resource = ResourceOf(configuration, grant);
        return (_mint.Answer(configuration, grant, grant.Scopes, resource, refresh), null);
    }

    private async Task<(byte[], TokenFault?)> RefreshAsync(
        TokenClient client,
        PostedForm form,
        CancellationToken cancellationToken
    )
    {
        var token = form["refresh_token"];
        if (token.Length == 0)
        {
            return No(TokenFaults.Request("refresh_token is missing"));
        }

        if (!GrantText.IsRefreshToken(token))
        {
            return No(
                TokenFaults.Grant(client.Id, "the refresh token is none of ours: cut short, or of another server")
            );
        }

        var hash = GrantText.Hash(token);
        var known = await services.Tokens.FindGrantOfAsync(hash, cancellationToken);
        if (known is null)
        {
            return No(TokenFaults.Grant(client.Id, Describe(RefreshOutcome.Unknown)));
        }

        // What would stand against the new pair is found before the old token is used up.
        var configuration = services.Configuration();
        var allowed = known
            .Scopes.Where(scope => client.Application?.Scopes.Contains(scope, StringComparer.Ordinal) == true)
            .ToArray();
        if (ScopesOf(form, allowed) is not { } scopes)
        {
            return No(TokenFaults.Request("a scope is asked for that was not allowed", "invalid_scope"));
        }

        if (WrongResource(configuration, form, known) is { } fault)
        {
            return No(fault);
        }

        var successor = GrantText.CreateRefreshToken();
        var answer = _mint.Answer(configuration, known, scopes, ResourceOf(configuration, known), successor);
        var result = await services.Tokens.UseRefreshTokenAsync(
            new RefreshUse(
                hash,
                client.Id,
                GrantText.Hash(successor),
                SealedPair.Close(token, answer),
                Grace,
                configuration.Tokens.Unused,
                configuration.Tokens.Longest
            ),
            cancellationToken
        );
        return result.Outcome switch
        {
            RefreshOutcome.Rotated => (answer, null),
            RefreshOutcome.GivenAgain when SealedPair.Open(token, result.Sealed!.Value.Span) is { } before => (
                before,
                null
            ),
            RefreshOutcome.Reused => No(Reused(client, result)),
            var outcome => No(TokenFaults.Grant(client.Id, Describe(outcome), known.UserName, known.Id)),
        };
    }

    private async Task<(byte[], TokenFault?)> ActForItselfAsync(
        Decision decision,
        TokenClient client,
        PostedForm form,
        CancellationToken cancellationToken
    )
    {
        var user = client switch
        {
            { Key: { } key } => await services.Users.FindUserAsync(key.UserId, cancellationToken),
            { Application.User: { } name } => await services.Users.FindUserAsync(name, cancellationToken),
            _ => null,
        };
        if (user is null)
        {
            return client is { Key: null, Application.User: null }
                ? No(TokenFaults.Request("the client acts for people alone", "unauthorized_client"))
                : No(TokenFaults.Client(client.Id, "the user it acts as is not there"));
        }

        if (user.Disabled || user.Locked)
        {
            return No(TokenFaults.Client(client.Id, "the account of the user it acts as is closed"));
        }

        // What the user may do is judged with each request; a scope that it may never have is no reason to refuse here.
        var allowed =
            client.Application?.Scopes
            ?? client.Key!.Scopes
            ?? [.. decision.Site.Roles.PermissionsOf(user.Roles).Order(StringComparer.Ordinal)];
        if (ScopesOf(form, allowed) is not { } scopes)
        {
            return No(TokenFaults.Request("a scope is asked for that the client may not have", "invalid_scope"));
        }

        var configuration = services.Configuration();
        if (Resources.Find(configuration, form["resource"]) is not { } resource)
        {
            return No(TokenFaults.Request("the resource is none of this site's", "invalid_target"));
        }

        if (client.Key is { } used)
        {
            services.Keys.NoteKeyUsed(used.Id, decision.Facts.ReceivedAt);
        }

        return (_mint.Answer(configuration, user.Name, client.Id, scopes, resource), null);
    }

    private static TokenFault Reused(TokenClient client, RefreshResult result) =>
        new(
            "invalid_grant",
            Finding.Failed(
                Causes.Token.RefreshReused,
                Evidence.ForOperator("client", client.Id),
                Evidence.ForOperator("grant", result.Grant!.Id),
                Evidence.ForOperator("user", result.Grant.UserName),
                Evidence.Instant("first-used", result.UsedAt!.Value, Disclosure.Caller)
            ),
            result.Grant.UserName
        );

    private static TokenFault? WrongResource(GatehouseConfiguration configuration, PostedForm form, TokenGrant grant) =>
        form["resource"] is { Length: > 0 } named
        && Resources.Find(configuration, named) != ResourceOf(configuration, grant)
            ? TokenFaults.Request("the resource is another one than was allowed", "invalid_target")
            : null;

    private static string ResourceOf(GatehouseConfiguration configuration, TokenGrant grant) =>
        grant.Resource ?? Resources.IdentifierOf(configuration, path: null);

    // All that is allowed, or the part of it that is asked for (RFC 6749 section 6); null where more is.
    private static IReadOnlyList<string>? ScopesOf(PostedForm form, IReadOnlyList<string> allowed)
    {
        var asked = form["scope"].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return asked.Length == 0 ? allowed
            : asked.All(scope => allowed.Contains(scope, StringComparer.Ordinal))
                ? [.. asked.Distinct(StringComparer.Ordinal)]
            : null;
    }

    private static string Describe(CodeOutcome outcome) =>
        outcome switch
        {
            CodeOutcome.Expired => "the code is too old: it is good for a minute",
            CodeOutcome.Reused => "the code was used before, and everything that came of it has ended",
            CodeOutcome.OtherClient => "the code was given to another client",
            CodeOutcome.OtherRedirectUri => "redirect_uri is not the one that the code was sent to",
            CodeOutcome.VerifierWrong => "code_verifier is not the one whose challenge was sent",
            CodeOutcome.Ended => "what the person allowed has ended",
            _ => "there is no such code",
        };

    private static string Describe(RefreshOutcome outcome) =>
        outcome switch
        {
            RefreshOutcome.OtherClient => "the refresh token was given to another client",
            RefreshOutcome.Ended => "what the person allowed has ended",
            RefreshOutcome.Expired => "the refresh token is too old",
            _ => "there is no such refresh token, or not any more",
        };

    private static (byte[], TokenFault?) No(TokenFault fault) => ([], fault);
}
