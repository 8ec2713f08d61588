using Gatehouse.Doctor.Rules;
using Gatehouse.Doctor.ServerFiles;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Lint.Nginx;

/// <summary>CORS fields that are missing from refusals, or that browsers do not accept with credentials.</summary>
internal sealed class CorsHeaders : NginxCheck
{
    protected override IEnumerable<Fault> Examine(Directive root)
    {
        foreach (var block in root.All().Prepend(root))
        {
            var own = block.Own("add_header").ToList();
            var origin = own.Find(header =>
                header[0].Equals("Access-Control-Allow-Origin", StringComparison.OrdinalIgnoreCase)
            );
            var withCredentials = own.Exists(header =>
                header[0].Equals("Access-Control-Allow-Credentials", StringComparison.OrdinalIgnoreCase)
                && header[1] == "true"
            );
            if (origin is { } star && star[1] == "*" && withCredentials)
            {
                yield return Ill(
                    star,
                    Causes.Cors.OriginDenied,
                    Strength.Decisive,
                    $"Browsers refuse * where credentials go along: the origin must be named",
                    "add_header Access-Control-Allow-Origin $allowed_origin always;"
                );
            }

            if (
                own.Find(header =>
                    header[0].Equals("Access-Control-Allow-Headers", StringComparison.OrdinalIgnoreCase)
                    && header[1] == "*"
                ) is
                { } headers
            )
            {
                yield return Ill(
                    headers,
                    Causes.Cors.HeaderDenied,
                    Strength.Strong,
                    $"* does not cover Authorization, which must be named, and means nothing where credentials go along",
                    "add_header Access-Control-Allow-Headers \"Authorization, Content-Type\" always;"
                );
            }

            // In the answer to a preflight the status is 204, which has the field either way.
            if (origin is not null && !block.Is("if") && !origin.Arguments.Contains("always", StringComparer.Ordinal))
            {
                yield return Ill(
                    origin,
                    Causes.Cors.RefusalUnreadable,
                    Strength.Strong,
                    $"Without always the field is missing from 401 and 403, and scripts see no status at all",
                    $"add_header {origin[0]} {Quoted(origin[1])} always;"
                );
            }

            if (
                own.Count > 0
                && origin is null
                && !block.Is("if")
                && block
                    .Parent?.InForce("add_header")
                    .FirstOrDefault(header =>
                        header[0].Equals("Access-Control-Allow-Origin", StringComparison.OrdinalIgnoreCase)
                    )
                    is { } lost
            )
            {
                yield return Ill(
                    own[0],
                    Causes.Cors.OriginDenied,
                    Strength.Strong,
                    $"This block adds a field of its own and so inherits none of the outer block's: {lost[0]} is missing here",
                    $"add_header {lost[0]} {Quoted(lost[1])} always;"
                );
            }
        }
    }

    private static string Quoted(string value) =>
        value.Contains(' ', StringComparison.Ordinal) ? $"\"{value}\"" : value;
}
