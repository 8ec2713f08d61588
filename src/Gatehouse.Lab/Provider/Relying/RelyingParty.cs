using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Journal;
using Gatehouse.Decisions.Routes;
using Gatehouse.Lab.Exhibits;
using Gatehouse.Lab.Judging;
using Gatehouse.Lab.Serving;
using Gatehouse.Protocol.Causes;
using Gatehouse.Providers.SignIn;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Gatehouse.Lab.Provider.Relying;

/// <summary>
/// A small site where people sign in at the lab's provider: at <c>/{id}</c> it begins, at <c>/{id}/callback</c> it ends.
/// Gatehouse's own client asks the provider and judges what comes back. <c>?account=alice</c> spares the page where a
/// person chooses.
/// </summary>
internal sealed class RelyingParty
{
    private const int MostPending = 1_000;
    private const int LongestTold = 200;
    private const string CookieName = "lab_sign_in";
    private const string ProviderName = "lab-idp";

    private readonly LabParts _parts;
    private readonly Cause _cause;
    private readonly LabSite _site;
    private readonly ConcurrentDictionary<string, PendingSignIn> _pending = new(StringComparer.Ordinal);

    public RelyingParty(LabParts parts, Cause cause)
    {
        _parts = parts;
        _cause = cause;
        Provider = parts.Providers[cause.Id];
        // Who comes without a session is let in, to begin one.
        _site = parts.Judge.Decide(
            [ExhibitRoutes.For(cause, parts.Judge.Session) with { Access = RouteAccess.Everyone }],
            parts.Addresses[LabPlace.Main]
        );
    }

    public LabProvider Provider { get; }

    private string Path => "/" + _cause.Id;

    private Uri Redirect => new(_parts.Addresses[LabPlace.Main], _cause.Id + "/callback");

    public async Task HandleAsync(HttpContext context)
    {
        if (await _parts.Judge.AdmitAsync(context, _site) is not { } decision)
        {
            return;
        }

        using var client = OidcClient.Create(
            new SignInOptions
            {
                Name = ProviderName,
                Issuer = Provider.Issuer,
                ClientId = "lab",
            },
            new LabIssuer(Provider, _parts.Clock, audience: null),
            _parts.Clock
        );
        var refusal =
            BadServer.IsBelow(context, "") ? await BeginAsync(context, client)
            : BadServer.IsBelow(context, "callback") ? await EndAsync(context, client)
            : Finding.Failed(Causes.Route.Unknown);
        if (refusal is not null)
        {
            await RefuseAsync(context, decision, refusal);
        }
    }

    /// <summary>Sends the browser to the provider, or gives what stands against it.</summary>
    private async Task<Finding?> BeginAsync(HttpContext context, OidcClient client)
    {
        var metadata = await client.FindMetadataAsync(context.RequestAborted);
        if (metadata.Value is not { } endpoints)
        {
            return metadata.Refusal;
        }

        var state = SecretText.Create("");
        var pending = new PendingSignIn(SecretText.Create(""), SecretText.Create(""), SecretText.Create(""));
        if (_pending.Count >= MostPending)
        {
            _pending.Clear();
        }

        _pending[state] = pending;
        context.Response.Cookies.Append(
            CookieName,
            pending.Browser,
            new CookieOptions
            {
                Path = Path,
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
            }
        );
        var parameters = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["response_type"] = "code",
            ["client_id"] = client.Options.ClientId,
            ["redirect_uri"] = Redirect.AbsoluteUri,
            ["scope"] = string.Join(' ', client.Options.Scopes),
            ["state"] = state,
            ["nonce"] = pending.Nonce,
            ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(pending.Verifier))),
            ["code_challenge_method"] = "S256",
        };
        if (context.Request.Query["account"] is [{ Length: > 0 } account])
        {
            parameters["lab_account"] = account;
        }

        context.Response.StatusCode = StatusCodes.Status302Found;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Location = QueryHelpers.AddQueryString(
            endpoints.Authorization.AbsoluteUri,
            parameters
        );
        return null;
    }

    /// <summary>Takes the provider's answer, or gives what stands against it.</summary>
    private async Task<Finding?> EndAsync(HttpContext context, OidcClient client)
    {
        var query = context.Request.Query;
        if (
            query["state"] is not [{ } state]
            || !_pending.TryGetValue(state, out var pending)
            || context.Request.Cookies[CookieName] != pending.Browser
            || !_pending.TryRemove(state, out _)
        )
        {
            return ProviderFindings.StateMismatch(
                ProviderName,
                "no sign-in of this site made it",
                "the state is missing, was used, or belongs to another browser"
            );
        }

        if (query["iss"] is not [{ } issuer] || issuer != Provider.Issuer)
        {
            return ProviderFindings.Misconfigured(
                ProviderName,
                "authorization_endpoint",
                "the answer names another issuer (iss), or none"
            );
        }

        if (query["code"] is not [{ Length: > 0 } code])
        {
            return ProviderFindings.LoginFailed(
                ProviderName,
                "you, or somebody at this screen, said no there",
                $"the provider answered {SafeText.Escape(query["error"].ToString(), LongestTold)}: {SafeText.Escape(query["error_description"].ToString(), LongestTold)}"
            );
        }

        var redeemed = await client.RedeemAsync(code, pending.Verifier, Redirect, context.RequestAborted);
        if (redeemed.Value is not { } tokens)
        {
            return redeemed.Refusal;
        }

        var identified = await client.IdentifyAsync(
            tokens,
            new SignInDemand(pending.Nonce, MaxAge: null, Subject: null),
            context.RequestAborted
        );
        if (identified.Value is not { } person)
        {
            return identified.Refusal;
        }

        if (await _parts.Judge.Accounts.FindUserAsync(person.Subject, context.RequestAborted) is not { } user)
        {
            return Finding.Failed(
                Causes.Provider.AccountUnlinked,
                Evidence.ForCaller("identity", person.PreferredName ?? person.Subject),
                Evidence.ForOperator("provider", ProviderName),
                Evidence.ForOperator("subject", person.Subject)
            );
        }

        context.Response.Cookies.Delete(CookieName, new CookieOptions { Path = Path });
        await LabAnswers.CuredAsync(context, _cause, user.Name);
        return null;
    }

    private Task RefuseAsync(HttpContext context, Decision decision, Finding finding) =>
        finding switch
        {
            Failed failed => _parts.Judge.RefuseAsync(context, decision, failed.Cause, [.. failed.Evidence]),
            Unanswerable open => _parts.Judge.RefuseAsync(context, decision, open.Cause, [.. open.Evidence]),
            _ => _parts.Judge.RefuseAsync(context, decision, Causes.Server.Error),
        };
}
