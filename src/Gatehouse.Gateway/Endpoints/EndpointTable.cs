using System.Collections.Frozen;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Routes;
using Gatehouse.Decisions.Schemes;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Gateway.Endpoints;

/// <summary>The gateway's own endpoints: routes like any other, so that every one is decided in the same order.</summary>
internal sealed class EndpointTable
{
    private readonly FrozenDictionary<string, IEndpoint> _endpoints;
    private readonly IReadOnlyList<IEndpoint> _inOrder;

    public EndpointTable(IEnumerable<IEndpoint> endpoints)
    {
        _inOrder = [.. endpoints];
        _endpoints = _inOrder.ToFrozenDictionary(endpoint => endpoint.Name, StringComparer.Ordinal);
    }

    /// <summary>
    /// The routes that stand before the configured ones; whatever else is below the prefix is not there.
    /// <paramref name="session"/> is the scheme of those who sign in on a page, or null on a site without;
    /// <paramref name="programs"/> are those of programs; <paramref name="tokens"/> says whether some route takes tokens, and our own.
    /// </summary>
    public IEnumerable<Route> Routes(
        string prefix,
        IScheme? session,
        IReadOnlyList<IScheme> programs,
        (bool Any, bool Own) tokens
    )
    {
        foreach (
            var endpoint in _inOrder.Where(endpoint =>
                (session is not null || !endpoint.NeedsSessions)
                && (tokens.Any || !endpoint.NeedsTokens.Any)
                && (tokens.Own || !endpoint.NeedsTokens.Own)
            )
        )
        {
            var path = endpoint.Path.StartsWith('/') ? endpoint.Path : prefix + endpoint.Path;
            var asksWho = session is not null && (endpoint.NeedsSignIn || endpoint.Identifies);
            yield return new Route
            {
                Name = path,
                Path = PathPattern.Parse(path),
                Methods = endpoint.Methods,
                Access = endpoint.NeedsSignIn ? RouteAccess.SignedIn : RouteAccess.Everyone,
                Identify = endpoint.Identifies,
                Schemes = [.. asksWho ? [session!] : (IEnumerable<IScheme>)[], .. endpoint.ForPrograms ? programs : []],
                OffersSession = asksWho,
                Require = endpoint.Require,
                CountsAsUse = endpoint.CountsAsUse,
                Cors = endpoint.Cors,
                Endpoint = endpoint.Name,
            };
        }

        yield return new Route
        {
            Name = prefix + "**",
            Path = PathPattern.Parse(prefix + "**"),
            Access = RouteAccess.Missing,
        };
    }

    public Task AnswerAsync(string name, HttpContext context, Decision decision) =>
        _endpoints[name].AnswerAsync(context, decision);
}
