using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Hypotheses;

/// <summary>Where on a request's way a cause is met: what stands earlier hides what stands later.</summary>
internal static class Stages
{
    /// <summary>The stage of this cause, from 0 (the network) on.</summary>
    public static int Of(Cause cause) =>
        cause.Family switch
        {
            "dns" or "network" or "tls" => 0,
            "proxy" => 1,
            "waf" or "client" or "cache" => 2,
            // It refuses whole requests of a proxy or host name that it does not know, before it looks at anything else.
            "application" when cause == Causes.Application.ProxyRefused => 2,
            "request" or "preflight" or "cors" => 3,
            "endpoint" or "route" => 4,
            "header" or "cookie" => 5,
            "basic" => 6,
            "credentials" or "challenge" => 7,
            "access" or "account" or "mfa" => 9,
            _ => 8,
        };
}
