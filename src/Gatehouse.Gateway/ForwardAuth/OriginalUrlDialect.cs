using Gatehouse.Decisions.Facts;

namespace Gatehouse.Gateway.ForwardAuth;

/// <summary>nginx <c>auth_request</c>: <c>X-Original-Method</c> and <c>X-Original-URL</c>, the whole address.</summary>
internal sealed class OriginalUrlDialect : IDialect
{
    private const string MethodField = "X-Original-Method";
    private const string UrlField = "X-Original-URL";

    public string Name => "nginx";

    public IReadOnlyList<string> OwnFields { get; } = [UrlField, MethodField];

    public bool KnowsFewStatuses => true;

    public Description? Read(RequestFacts asked, string pathBelow, out DescriptionFault? fault)
    {
        if (StatedFields.Method(asked.Headers, MethodField, out fault) is not { } method)
        {
            return null;
        }

        return StatedFields.One(asked.Headers, UrlField, out fault) is { } url
            ? Take(method, url, asked.Headers, out fault)
            : null;
    }

    private static Description? Take(string method, string url, HeaderLines headers, out DescriptionFault? fault)
    {
        var colon = url.IndexOf("://", StringComparison.Ordinal);
        var https = colon < 0 ? null : StatedFields.IsHttps(url.AsSpan(0, colon));
        var slash = colon < 0 ? -1 : url.IndexOf('/', colon + 3);
        if (https is null || slash < 0 || !StatedFields.IsHost(url.AsSpan((colon + 3)..slash)))
        {
            fault = DescriptionFault.Missing(UrlField, "is no address with scheme, host and path");
            return null;
        }

        var host = url[(colon + 3)..slash];
        fault = Disagreement(headers, https.Value, host);
        return fault is null ? new Description(method, https.Value, host, url[slash..]) : null;
    }

    // The two others are sent by habit; what they say beside the address has to be the same.
    private static DescriptionFault? Disagreement(HeaderLines headers, bool https, string host)
    {
        if (headers.Count("X-Forwarded-Proto") > 0)
        {
            var stated = StatedFields.Https(headers, "X-Forwarded-Proto", out var fault);
            if (fault is not null || stated != https)
            {
                return DescriptionFault.Conflicting("X-Forwarded-Proto", "says another scheme than " + UrlField);
            }
        }

        if (headers.Count("X-Forwarded-Host") > 0)
        {
            var stated = StatedFields.Host(headers, "X-Forwarded-Host", out var fault);
            if (fault is not null || HostName.Fold(stated) != HostName.Fold(host))
            {
                return DescriptionFault.Conflicting("X-Forwarded-Host", "says another host than " + UrlField);
            }
        }

        return null;
    }
}
