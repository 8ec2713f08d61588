using System.Collections.Concurrent;
using Gatehouse.Lab.Serving;
using Gatehouse.Lab.Steps;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Lab.Proxies;

/// <summary>
/// The gate of a hotel's network: until a client, known by its address, has agreed on the portal's own page, every request
/// gets that page (RFC 6585 section 6), browsers by a redirect.
/// </summary>
internal sealed class PortalRule(LabAddresses addresses) : IProxyRule
{
    /// <summary>The page on which one agrees.</summary>
    public const string SignInPath = "/sign-in";

    /// <summary>Where one leaves.</summary>
    public const string SignOutPath = "/sign-out";

    private readonly ConcurrentDictionary<string, bool> _online = new(StringComparer.Ordinal);

    private string Page => new Uri(addresses[LabPlace.Portal], SignInPath).AbsoluteUri;

    /// <inheritdoc/>
    public ProxyAnswer? Refuse(ProxyRequest request, string client)
    {
        if (IsOwn(request.Destination) || _online.ContainsKey(client))
        {
            return null;
        }

        var browser = request.Lines("Accept").Any(value => value.Contains("text/html", StringComparison.Ordinal));
        return (
            browser && !request.IsTunnel
                ? new ProxyAnswer(302, "", new LabField("Location", Page))
                : Html(511, $"<p>This network wants you to sign in first: <a href=\"{Page}\">{Page}</a></p>")
        ) with
        {
            Cause = Causes.Proxy.CaptivePortal,
        };
    }

    /// <inheritdoc/>
    public ProxyAnswer Serve(ProxyRequest request, string client)
    {
        switch (request.Method, PathOf(request))
        {
            case ("POST", SignInPath):
                _online[client] = true;
                return Html(200, "<p>You are online.</p>");
            case ("POST", SignOutPath):
                _online.TryRemove(client, out _);
                return Html(200, "<p>You are offline.</p>");
            case ("GET" or "HEAD", "/" or SignInPath):
                return Html(
                    200,
                    $"<form method=\"post\" action=\"{SignInPath}\"><button>I agree to the terms of the lab's network</button></form>"
                );
            default:
                return Html(404, "<p>The portal has no such page.</p>");
        }
    }

    /// <summary>Whether this is the portal's own address, which is reached through the portal too.</summary>
    public bool IsOwn(Uri? destination) => destination?.Port == addresses[LabPlace.Portal].Port;

    private static string PathOf(ProxyRequest request) =>
        request.Destination?.AbsolutePath ?? request.Target.Split('?')[0];

    private static ProxyAnswer Html(int status, string body) =>
        new(status, $"<!doctype html><title>Lab network</title>{body}\n") { Type = "text/html; charset=utf-8" };
}
