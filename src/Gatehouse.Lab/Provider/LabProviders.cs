using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Lab.Provider;

/// <summary>
/// The providers of a lab, one for each tenant, under one prefix: <c>/idp</c> is the tenant <c>default</c>, and
/// <c>/idp/{tenant}</c> any other, made when it is first named.
/// </summary>
/// <param name="clock">The lab's clock.</param>
/// <param name="baseAddress">Where the lab listens; asked when a tenant is made.</param>
internal sealed class LabProviders(TimeProvider clock, Func<Uri> baseAddress) : IDisposable
{
    /// <summary>The tenant without a name in its path.</summary>
    public const string DefaultTenant = "default";

    private const string Prefix = "/idp";
    private const int MostTenants = 500;
    private const int LongestTenant = 64;

    private readonly ConcurrentDictionary<string, ProviderSite> _sites = new(StringComparer.Ordinal);

    /// <summary>The provider of a tenant, made where there was none.</summary>
    /// <param name="tenant">Lower-case letters, digits, dots and hyphens, and the name of no endpoint.</param>
    /// <exception cref="ArgumentException">The name is none.</exception>
    public LabProvider this[string tenant] =>
        IsTenant(tenant)
            ? Site(tenant).Provider
            : throw new ArgumentException("A tenant is lower-case letters, digits, dots and hyphens.", nameof(tenant));

    /// <summary>Whether any of them has made a key yet.</summary>
    public bool HaveKeys => _sites.Values.Any(static site => site.HasKeys);

    /// <summary>Answers a request for a provider.</summary>
    /// <returns>Whether the request was for one; if not, nothing was done.</returns>
    public async Task<bool> HandleAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!TryLocate(context.Request.Path.Value ?? "", out var tenant, out var path))
        {
            return false;
        }

        if (!IsTenant(tenant) || (_sites.Count >= MostTenants && !_sites.ContainsKey(tenant)))
        {
            await OAuthAnswerWriter.WriteAsync(
                context,
                OAuthAnswer.Error("invalid_request", "There is no such provider.", StatusCodes.Status404NotFound),
                clock.GetUtcNow()
            );
            return true;
        }

        await Site(tenant).HandleAsync(context, path);
        return true;
    }

    public void Dispose()
    {
        foreach (var site in _sites.Values)
        {
            site.Dispose();
        }
    }

    /// <summary>Which tenant and which of its paths is meant; metadata is looked for in front of the path too (RFC 8414 section 3).</summary>
    private static bool TryLocate(string target, out string tenant, out string path)
    {
        (tenant, path) = (DefaultTenant, "");
        if (target.StartsWith("/.well-known/", StringComparison.Ordinal))
        {
            var end = target.IndexOf('/', "/.well-known/".Length);
            if (end < 0 || ProviderPaths.Find(target[1..end]) is null)
            {
                return false;
            }

            (target, path) = (target[end..], target[1..end]);
        }

        if (!target.StartsWith(Prefix, StringComparison.Ordinal) || target[Prefix.Length..] is [not '/', ..])
        {
            return false;
        }

        var rest = target[Prefix.Length..].Trim('/');
        if (rest.Length > 0 && !ProviderSite.Knows(rest))
        {
            var slash = rest.IndexOf('/', StringComparison.Ordinal);
            tenant = slash < 0 ? rest : rest[..slash];
            rest = slash < 0 ? "" : rest[(slash + 1)..];
        }

        path = path.Length > 0 ? path : rest;
        return true;
    }

    private static bool IsTenant(string name) =>
        name.Length is > 0 and <= LongestTenant
        && !ProviderSite.Knows(name)
        && name[0] != '.'
        && name.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-');

    private ProviderSite Site(string tenant) =>
        _sites.GetOrAdd(
            tenant,
            name => new ProviderSite(
                clock,
                baseAddress().GetLeftPart(UriPartial.Authority) + Prefix + (name == DefaultTenant ? "" : "/" + name)
            )
        );
}
