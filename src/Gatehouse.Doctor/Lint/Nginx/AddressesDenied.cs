using Gatehouse.Doctor.Rules;
using Gatehouse.Doctor.ServerFiles;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Lint.Nginx;

/// <summary>deny all without an allow closes a place to everybody; limits answer 503 unless told otherwise.</summary>
internal sealed class AddressesDenied : NginxCheck
{
    protected override IEnumerable<Fault> Examine(Directive root)
    {
        foreach (var denied in root.All("deny").Where(deny => deny[0] == "all"))
        {
            var block = denied.Parent!;
            var allows = block.Own("allow").ToList();
            var hides =
                PathOf(block).Contains("\\.", StringComparison.Ordinal)
                || PathOf(block).Contains("/.", StringComparison.Ordinal);
            if (allows.Exists(allow => allow.Line > denied.Line) && !allows.Exists(allow => allow.Line < denied.Line))
            {
                yield return Ill(
                    denied,
                    Causes.Client.AddressDenied,
                    Strength.Decisive,
                    $"The first line that fits counts: everything after deny all is never reached",
                    "allow ADDRESS; deny all;"
                );
            }
            else if (
                allows.Count == 0
                && !hides
                && (block.Is("server") || PathOf(block) == "/")
                && !block.InForce("satisfy").Any(satisfy => satisfy[0] == "any")
            )
            {
                yield return Ill(
                    denied,
                    Causes.Client.AddressDenied,
                    Strength.Strong,
                    $"Every address is refused here",
                    "allow ADDRESS; deny all;"
                );
            }
        }

        foreach (var limit in root.All("limit_req").Concat(root.All("limit_conn")))
        {
            if (limit.Parent!.InForce(limit.Name + "_status").Count == 0)
            {
                yield return Remark(
                    limit,
                    $"Whoever asks too often is answered with 503, which reads as a fault of the server",
                    $"{limit.Name}_status 429;"
                );
            }
        }
    }
}
