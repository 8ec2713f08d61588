using Gatehouse.Decisions.Facts;

namespace Gatehouse.Gateway.ForwardAuth;

/// <summary>
/// Caddy <c>forward_auth</c>, Traefik ForwardAuth and our HAProxy action: <c>X-Forwarded-Method</c>, <c>-Proto</c>,
/// <c>-Host</c> and <c>-Uri</c>.
/// </summary>
internal sealed class ForwardedUriDialect : IDialect
{
    private const string MethodField = "X-Forwarded-Method";
    private const string UriField = "X-Forwarded-Uri";

    public string Name => "forwarded";

    public IReadOnlyList<string> OwnFields { get; } = [UriField, MethodField];

    public bool KnowsFewStatuses => false;

    public Description? Read(RequestFacts asked, string pathBelow, out DescriptionFault? fault)
    {
        var headers = asked.Headers;
        if (
            StatedFields.Method(headers, MethodField, out fault) is not { } method
            || StatedFields.Https(headers, "X-Forwarded-Proto", out fault) is not { } https
            || StatedFields.Host(headers, "X-Forwarded-Host", out fault) is not { } host
            || StatedFields.One(headers, UriField, out fault) is not { } target
        )
        {
            return null;
        }

        if (target[0] != '/')
        {
            fault = DescriptionFault.Missing(UriField, "is no path");
            return null;
        }

        return new Description(method, https, host, target);
    }
}
