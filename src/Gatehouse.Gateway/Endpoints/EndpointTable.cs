using System.Collections.Frozen;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Routes;
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
        _endpoints = _inOrder.ToFrozenDictionary(endpoint => endpoint.Path, StringComparer.Ordinal);
    }

    /// <summary>The routes that stand before the configured ones; whatever else is below the prefix is not there.</summary>
    public IEnumerable<Route> Routes(string prefix)
    {
        foreach (var endpoint in _inOrder)
        {
            yield return new Route
            {
                Name = prefix + endpoint.Path,
                Path = PathPattern.Parse(prefix + endpoint.Path),
                Methods = ["GET", "HEAD"],
                Access = RouteAccess.Everyone,
                Endpoint = endpoint.Path,
            };
        }

        yield return new Route
        {
            Name = prefix + "**",
            Path = PathPattern.Parse(prefix + "**"),
            Access = RouteAccess.Missing,
        };
    }

    public Task AnswerAsync(string path, HttpContext context, Decision decision) =>
        _endpoints[path].AnswerAsync(context, decision);
}
