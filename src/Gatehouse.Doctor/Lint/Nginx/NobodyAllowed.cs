using Gatehouse.Doctor.Rules;
using Gatehouse.Doctor.ServerFiles;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Lint.Nginx;

/// <summary>A place that asks for a password and lets no address in: whoever knows the password is refused all the same.</summary>
internal sealed class NobodyAllowed : NginxCheck
{
    protected override IEnumerable<Fault> Examine(Directive root)
    {
        foreach (var deny in root.All("deny").Where(deny => deny[0].Equals("all", StringComparison.OrdinalIgnoreCase)))
        {
            var block = deny.Parent!;
            if (
                AsksPassword(block)
                && !block.InForce("allow").Any()
                && !block
                    .InForce("satisfy")
                    .Any(satisfy => satisfy[0].Equals("any", StringComparison.OrdinalIgnoreCase))
            )
            {
                yield return Ill(
                    deny,
                    Causes.Access.Nobody,
                    Strength.Strong,
                    $"No address is allowed here: the right password is refused with 403 too",
                    "satisfy any;"
                );
            }
        }
    }
}
