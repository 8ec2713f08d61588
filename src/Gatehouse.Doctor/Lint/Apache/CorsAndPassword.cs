using Gatehouse.Doctor.Rules;
using Gatehouse.Doctor.ServerFiles;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Lint.Apache;

/// <summary>CORS fields that miss refusals, that browsers do not accept, or that preflights never get.</summary>
internal sealed class CorsAndPassword : ApacheCheck
{
    protected override IEnumerable<Fault> Examine(Directive root)
    {
        var headers = root.All("Header")
            .Where(header =>
                header.Value.Contains("Access-Control-Allow-", StringComparison.OrdinalIgnoreCase)
                && !header.Value.Contains("unset", StringComparison.OrdinalIgnoreCase)
            )
            .ToList();
        if (headers.Count == 0)
        {
            yield break;
        }

        var origin = headers.Find(header => header.Value.Contains("-Allow-Origin", StringComparison.OrdinalIgnoreCase));
        if (
            origin is not null
            && origin.Arguments.Contains("*", StringComparer.Ordinal)
            && headers.Exists(header =>
                header.Value.Contains("-Allow-Credentials true", StringComparison.OrdinalIgnoreCase)
            )
        )
        {
            yield return Ill(
                origin,
                Causes.Cors.OriginDenied,
                Strength.Decisive,
                $"Browsers refuse * where credentials go along: the origin must be named",
                "Header always set Access-Control-Allow-Origin \"expr=%{req:Origin}\""
            );
        }

        if (
            headers.Find(header =>
                header.Value.Contains("-Allow-Headers", StringComparison.OrdinalIgnoreCase)
                && header.Arguments.Contains("*", StringComparer.Ordinal)
            ) is
            { } any
        )
        {
            yield return Ill(
                any,
                Causes.Cors.HeaderDenied,
                Strength.Strong,
                $"* does not cover Authorization, which must be named",
                "Header always set Access-Control-Allow-Headers \"Authorization, Content-Type\""
            );
        }

        if (origin is not null && !origin[0].Equals("always", StringComparison.OrdinalIgnoreCase))
        {
            yield return Ill(
                origin,
                Causes.Cors.RefusalUnreadable,
                Strength.Strong,
                $"Without always the field is missing from 401 and 403, and scripts see no status at all",
                $"Header always {origin.Value}"
            );
        }

        var require = root.All("Require").FirstOrDefault(WantsUser);
        var exempt =
            root.All("LimitExcept").Any(limit => limit.Value.Contains("OPTIONS", StringComparison.OrdinalIgnoreCase))
            || root.All("Limit").Any(limit => !limit.Value.Contains("OPTIONS", StringComparison.OrdinalIgnoreCase))
            || root.All("Require").Any(each => each[0].Equals("method", StringComparison.OrdinalIgnoreCase))
            || root.All("If").Any(condition => condition.Value.Contains("OPTIONS", StringComparison.OrdinalIgnoreCase))
            || root.All("Require")
                .Any(each =>
                    each[0].Equals("expr", StringComparison.OrdinalIgnoreCase)
                    && each.Value.Contains("OPTIONS", StringComparison.OrdinalIgnoreCase)
                );
        if (require is not null && !exempt)
        {
            yield return Ill(
                require,
                Causes.Preflight.Refused,
                Strength.Decisive,
                $"CORS is allowed here, and a preflight (OPTIONS) is asked for credentials that browsers never send with it",
                "<RequireAny> Require method OPTIONS / Require valid-user </RequireAny>"
            );
        }
    }
}
