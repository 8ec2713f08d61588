using System.Text;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Journal;
using Gatehouse.Decisions.Routes;
using Gatehouse.Lab.Exhibits;
using Gatehouse.Lab.Judging;
using Gatehouse.Lab.Provider;
using Gatehouse.Lab.Serving;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Gatehouse.Lab.Saml;

/// <summary>
/// A small site where people sign in at a SAML identity provider: at <c>/{id}/sign-in</c> it begins, at <c>/{id}/acs</c>
/// it takes what the provider has the browser post.
/// </summary>
internal sealed class SamlServiceProvider
{
    private const int MostPending = 1_000;
    private const int LongestName = 200;
    private const string ProviderName = "lab-saml";
    private const string Begins = "sign-in";

    // Base64 is a third longer than what it holds, and percent-encoding can add to that.
    private const int LongestField = 2 * SamlXml.Longest;

    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(10);

    private readonly LabParts _parts;
    private readonly Cause _cause;
    private readonly SamlProvider _provider;
    private readonly LabSite _site;
    private readonly SamlJudge _judge;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, DateTimeOffset> _pending = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _used = new(StringComparer.Ordinal);

    public SamlServiceProvider(LabParts parts, Cause cause, SamlProvider provider)
    {
        _parts = parts;
        _cause = cause;
        _provider = provider;
        _judge = new SamlJudge(provider.SiteOf(cause.Id), provider.Issuer, parts.Clock);
        // Who comes without a session is let in, to begin one.
        _site = parts.Judge.Decide(
            [ExhibitRoutes.For(cause, parts.Judge.Session) with { Access = RouteAccess.Everyone }],
            parts.Addresses[LabPlace.Main]
        );
    }

    public async Task HandleAsync(HttpContext context)
    {
        if (await _parts.Judge.AdmitAsync(context, _site) is not { } decision)
        {
            return;
        }

        if (BadServer.IsBelow(context, "") || BadServer.IsBelow(context, Begins))
        {
            Begin(context);
            return;
        }

        var fault =
            BadServer.IsBelow(context, SamlSite.AnswersBelow) && HttpMethods.IsPost(context.Request.Method)
                ? await EndAsync(context)
                : Finding.Failed(Causes.Route.Unknown);
        if (fault is Failed failed)
        {
            await _parts.Judge.RefuseAsync(context, decision, failed.Cause, [.. failed.Evidence]);
        }
        else if (fault is not null)
        {
            await _parts.Judge.RefuseAsync(context, decision, Causes.Server.Error);
        }
    }

    /// <summary>Sends the browser to the provider with the id of a new request.</summary>
    private void Begin(HttpContext context)
    {
        var now = _parts.Clock.GetUtcNow();
        var request = SecretText.Create("_");
        lock (_gate)
        {
            Prune(_pending, now);
            Prune(_used, now);
            _pending[request] = now + _patience;
        }

        context.Response.StatusCode = StatusCodes.Status302Found;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Location = QueryHelpers.AddQueryString(
            _provider.Issuer,
            [KeyValuePair.Create<string, string?>("cause", _cause.Id), KeyValuePair.Create("request", (string?)request)]
        );
    }

    /// <summary>Takes the provider's answer, or gives what stands against it.</summary>
    private async Task<Finding?> EndAsync(HttpContext context)
    {
        if (await ReadAsync(context.Request, context.RequestAborted) is not { } octets)
        {
            return SamlFault.Invalid(SamlNames.Field, "not one field of a form that holds base64");
        }

        using var key = _provider.Key();
        if (_judge.Judge(octets, key, out var fault) is not { } said)
        {
            return fault;
        }

        fault = Use(said);
        if (fault is not null)
        {
            return fault;
        }

        var user = await _parts.Judge.Accounts.FindUserAsync(said.User, context.RequestAborted);
        if (user is null)
        {
            return Finding.Failed(
                Causes.Provider.AccountUnlinked,
                Evidence.ForCaller("identity", SafeText.Escape(said.User, LongestName)),
                Evidence.ForOperator("provider", ProviderName),
                Evidence.ForOperator("subject", SafeText.Escape(said.User, LongestName))
            );
        }

        if (user.Disabled || user.Locked)
        {
            return Finding.Failed(
                user.Disabled ? Causes.User.Disabled : Causes.User.Locked,
                Evidence.ForOperator("user", user.Name)
            );
        }

        await LabAnswers.CuredAsync(context, _cause, user.Name);
        return null;
    }

    /// <summary>Ends the sign-in that was begun, once; of two answers that come at once, one gets through.</summary>
    private Failed? Use(SamlSignIn said)
    {
        var now = _parts.Clock.GetUtcNow();
        lock (_gate)
        {
            // Asked before the request, which a first use has ended: who comes twice is told so.
            if (_used.ContainsKey(said.Assertion))
            {
                return SamlFault.Replayed(said.Assertion);
            }

            if (!_pending.Remove(said.Request, out var until) || now >= until)
            {
                return SamlFault.Invalid("InResponseTo", said.Request);
            }

            // Where it is forgotten later, it names a request that is over.
            _used[said.Assertion] = now + _patience;
            return null;
        }
    }

    private static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType)
        {
            return null;
        }

        try
        {
            using var reader = new FormReader(request.Body, Encoding.UTF8)
            {
                ValueCountLimit = 8,
                KeyLengthLimit = 64,
                ValueLengthLimit = LongestField,
            };
            var form = await reader.ReadFormAsync(cancellationToken);
            if (!form.TryGetValue(SamlNames.Field, out var values) || values is not [{ Length: > 0 } text])
            {
                return null;
            }

            var octets = new byte[text.Length];
            return Convert.TryFromBase64String(text, octets, out var count) ? octets[..count] : null;
        }
        catch (InvalidDataException)
        {
            // The form is too large.
            return null;
        }
    }

    private static void Prune(Dictionary<string, DateTimeOffset> kept, DateTimeOffset now)
    {
        foreach (var (name, _) in kept.Where(entry => entry.Value <= now))
        {
            // Dictionaries may be shortened while they are walked.
            kept.Remove(name);
        }

        if (kept.Count >= MostPending)
        {
            kept.Clear();
        }
    }
}
