using Gatehouse.Doctor.Rules;
using Gatehouse.Doctor.ServerFiles;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Lint.Nginx;

/// <summary>A place that allows other sites by CORS asks preflights for credentials, which they cannot carry.</summary>
internal sealed class PreflightUnderPassword : NginxCheck
{
    protected override IEnumerable<Fault> Examine(Directive root)
    {
        foreach (var block in root.All().Where(block => block.Is("location") || block.Is("server")))
        {
            var asks = block
                .Own("auth_basic")
                .Concat(block.Own("auth_request"))
                .FirstOrDefault(ask => !ask[0].Equals("off", StringComparison.OrdinalIgnoreCase));
            asks ??=
                block.Own("add_header").Any() && (AsksPassword(block) || AsksElsewhere(block))
                    ? block.Own("add_header").First()
                    : null;
            if (asks is null || AnswersPreflight(block) || !block.InForce("add_header").Any(IsCors))
            {
                continue;
            }

            if (block.All("location").Any(AnswersPreflight))
            {
                continue;
            }

            yield return Ill(
                asks,
                Causes.Preflight.Refused,
                Strength.Decisive,
                $"CORS is allowed here, and a preflight (OPTIONS) is asked for credentials that browsers never send with it",
                "if ($request_method = OPTIONS) { return 204; }"
            );
        }
    }

    private static bool IsCors(Directive header) =>
        header[0].StartsWith("Access-Control-Allow-", StringComparison.OrdinalIgnoreCase);
}
