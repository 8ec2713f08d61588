using Gatehouse.Decisions.Facts;

namespace Gatehouse.Gateway.ForwardAuth;

/// <summary>
/// Envoy <c>ext_authz</c> over HTTP: the question has the original method and host, and the original path behind the
/// endpoint's own; the scheme stands in <c>X-Forwarded-Proto</c>.
/// </summary>
internal sealed class RequestLineDialect : IDialect
{
    public string Name => "envoy";

    public IReadOnlyList<string> OwnFields { get; } = [];

    public bool KnowsFewStatuses => false;

    public Description? Read(RequestFacts asked, string pathBelow, out DescriptionFault? fault)
    {
        var headers = asked.Headers;
        if (
            StatedFields.Host(headers, "Host", out fault) is not { } host
            || StatedFields.Https(headers, "X-Forwarded-Proto", out fault) is not { } https
        )
        {
            return null;
        }

        if (headers.Count("X-Forwarded-Host") > 0)
        {
            var stated = StatedFields.Host(headers, "X-Forwarded-Host", out fault);
            if (fault is not null || HostName.Fold(stated) != HostName.Fold(host))
            {
                fault = DescriptionFault.Conflicting("X-Forwarded-Host", "says another host than Host");
                return null;
            }
        }

        return new Description(asked.Method, https, host, pathBelow);
    }
}
