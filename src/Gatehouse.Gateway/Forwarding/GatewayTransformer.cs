using System.Net;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Identity;
using Gatehouse.Decisions.Principals;
using Gatehouse.Decisions.Routes;
using Gatehouse.Decisions.Schemes;
using Gatehouse.Decisions.Schemes.Certificate;
using Gatehouse.Gateway.Seeing;
using Gatehouse.Protocol.Jose;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Yarp.ReverseProxy.Forwarder;

namespace Gatehouse.Gateway.Forwarding;

/// <summary>
/// Writes the request that goes to the upstream and reads the one that comes back. Fields of the client are left out
/// first; ours are added last, so that nothing the client says of hop-by-hop fields can take them away.
/// </summary>
internal sealed class GatewayTransformer : HttpTransformer
{
    private readonly IdentityHeaders _identity;
    private readonly Assertions _assertions;
    private readonly FoldedNames _proofs;

    public GatewayTransformer(IdentityHeaders identity, Assertions assertions, string? certificateField)
    {
        // What an upstream may take for the word of a proxy before it, however it spells the names of fields.
        _proofs = new FoldedNames([
            DpopProof.Field,
            ClientCertificates.StandardField,
            ClientCertificates.ChainField,
            certificateField ?? ClientCertificates.StandardField,
        ]);
        _identity = identity;
        _assertions = assertions;
    }

    public override ValueTask TransformRequestAsync(
        HttpContext httpContext,
        HttpRequestMessage proxyRequest,
        string destinationPrefix,
        CancellationToken cancellationToken
    )
    {
        var forward = httpContext.Features.Get<ForwardFeature>()!;
        var decision = forward.Decision;
        proxyRequest.RequestUri = ForwardTarget.Create(destinationPrefix, decision, forward.Route);
        CopyFields(httpContext.Request.Headers, proxyRequest, forward);
        AddForwarded(httpContext, proxyRequest, decision, forward.Route);
        AddIdentity(proxyRequest, decision.Principal, forward);
        AddTrace(proxyRequest);
        return default;
    }

    public override async ValueTask<bool> TransformResponseAsync(
        HttpContext httpContext,
        HttpResponseMessage? proxyResponse,
        CancellationToken cancellationToken
    )
    {
        var forward = httpContext.Features.Get<ForwardFeature>()!;
        if (proxyResponse is null)
        {
            return true;
        }

        // An upstream that says why it refuses lets the gateway say it in its stead.
        if (
            proxyResponse.StatusCode == HttpStatusCode.Forbidden
            && proxyResponse.Headers.TryGetValues("Gatehouse-Refuse", out var reasons)
        )
        {
            forward.ApplicationReason = reasons.First();
            return false;
        }

        var decision = forward.Decision;
        await base.TransformResponseAsync(httpContext, proxyResponse, cancellationToken);
        var headers = httpContext.Response.Headers;
        foreach (
            var name in headers
                .Keys.Where(static name => name.StartsWith("Gatehouse-", StringComparison.OrdinalIgnoreCase))
                .ToArray()
        )
        {
            headers.Remove(name);
        }

        // A page that was let through by a cookie is nobody else's; where the upstream says what to keep, it knows better.
        if (decision.Principal is { IsSession: true } && headers.CacheControl.Count == 0)
        {
            headers.CacheControl = "private, no-cache";
        }

        forward.Answered(httpContext);
        return true;
    }

    private void CopyFields(IHeaderDictionary headers, HttpRequestMessage request, ForwardFeature forward)
    {
        var nominated = headers.Connection;
        foreach (var (name, values) in headers)
        {
            if (
                HopByHop.Contains(name)
                || (nominated.Count > 0 && HopByHop.IsNominated(nominated, name))
                || IsLeftOut(name, forward)
            )
            {
                continue;
            }

            if (name.Equals(HeaderNames.Cookie, StringComparison.OrdinalIgnoreCase))
            {
                AddField(request, name, GatewayCookies.Without(values));
            }
            else
            {
                AddField(request, name, values);
            }
        }

        // HTTP/2 upgrades and trailers are announced by TE alone.
        if (headers.TE.Count == 1 && headers.TE.ToString().Contains("trailers", StringComparison.OrdinalIgnoreCase))
        {
            AddField(request, HeaderNames.TE, "trailers");
        }
    }

    private bool IsLeftOut(string name, ForwardFeature forward)
    {
        if (_identity.IsOurs(name) || _proofs.Contains(name) || ForwardedFields.IsOne(name))
        {
            return true;
        }

        var route = forward.Route;
        if (name.Equals(HeaderNames.Authorization, StringComparison.OrdinalIgnoreCase))
        {
            return forward.Upstream.Credentials is not null
                || (route is { Access: RouteAccess.SignedIn, PassesCredentials: false });
        }

        return name.Equals(HeaderNames.Host, StringComparison.OrdinalIgnoreCase)
            || (
                route is { Access: RouteAccess.SignedIn, Key.Header: { } keyField }
                && name.Equals(keyField, StringComparison.OrdinalIgnoreCase)
            );
    }

    private static void AddForwarded(HttpContext context, HttpRequestMessage request, Decision decision, Route route)
    {
        var facts = decision.Facts;
        var client = facts.Client.ToString();

        // Only addresses that a trusted proxy has vouched for: a reader that takes the first one takes the client's.
        request.Headers.TryAddWithoutValidation(
            "X-Forwarded-For",
            facts.Proxies.Length == 0 ? client : $"{client}, {facts.Proxies}"
        );
        request.Headers.TryAddWithoutValidation("X-Real-IP", client);
        request.Headers.TryAddWithoutValidation("X-Forwarded-Proto", facts.Https ? "https" : "http");

        // The very host that was judged, whatever else the request says of hosts.
        var host = facts.Authority;
        if (host.Length > 0)
        {
            request.Headers.TryAddWithoutValidation("X-Forwarded-Host", host);
        }

        if (route.StripPrefix is { } prefix)
        {
            request.Headers.TryAddWithoutValidation("X-Forwarded-Prefix", prefix);
        }

        request.Headers.Host =
            context.Features.Get<ForwardFeature>()!.Upstream.UsesOwnHost || host.Length == 0 ? null : host;
    }

    private void AddIdentity(HttpRequestMessage request, Principal? principal, ForwardFeature forward)
    {
        if (forward.Upstream.Credentials is { } credentials)
        {
            request.Headers.TryAddWithoutValidation(HeaderNames.Authorization, credentials);
        }

        if (principal is null)
        {
            return;
        }

        request.Headers.TryAddWithoutValidation(_identity.User, principal.Name);
        if (principal.Email is { } email)
        {
            request.Headers.TryAddWithoutValidation(_identity.Email, email);
        }

        if (principal.Roles.Count > 0)
        {
            request.Headers.TryAddWithoutValidation(_identity.Groups, principal.RolesText);
        }

        if (principal.Permissions.Count > 0)
        {
            request.Headers.TryAddWithoutValidation(_identity.Scopes, principal.ScopesText);
        }

        request.Headers.TryAddWithoutValidation(
            IdentityHeaders.Assertion,
            _assertions.For(principal, forward.Upstream.Audience)
        );
    }

    // The upstream's spans belong below ours; without one of ours it gets what the client sent.
    private static void AddTrace(HttpRequestMessage request)
    {
        if (Tracing.Current is { Id: { } id })
        {
            request.Headers.Remove(Tracing.Field);
            request.Headers.TryAddWithoutValidation(Tracing.Field, id);
        }
    }

    private static void AddField(HttpRequestMessage request, string name, StringValues values)
    {
        if (values.Count == 0)
        {
            return;
        }

        if (values.Count == 1)
        {
            if (!request.Headers.TryAddWithoutValidation(name, values[0]))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, values[0]);
            }

            return;
        }

        if (!request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
        {
            request.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        }
    }
}
