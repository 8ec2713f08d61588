using Gatehouse.Doctor.Rules;
using Gatehouse.Doctor.ServerFiles;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Lint.Apache;

/// <summary>Order, Allow and Deny of Apache 2.2 beside Require of 2.4: both must let one in.</summary>
internal sealed class OldAccessMixed : ApacheCheck
{
    protected override IEnumerable<Fault> Examine(Directive root)
    {
        foreach (
            var denied in root.All("Deny")
                .Where(denied => denied.Value.Equals("from all", StringComparison.OrdinalIgnoreCase))
        )
        {
            var block = denied.Parent!;
            if (IsFiles(block) || IsOldAlone(block))
            {
                continue;
            }

            var order =
                block
                    .Own("Order")
                    .LastOrDefault()
                    ?.Value.Replace(" ", string.Empty, StringComparison.Ordinal)
                    .ToLowerInvariant()
                ?? "deny,allow";
            var allow = block.Own("Allow").Any();
            var any = block.Own("Satisfy").Any(satisfy => satisfy[0].Equals("any", StringComparison.OrdinalIgnoreCase));
            if (any)
            {
                continue;
            }

            if (block.Own("Require").Any() || !allow || order == "allow,deny")
            {
                yield return Ill(
                    denied,
                    Causes.Client.AddressDenied,
                    Strength.Decisive,
                    $"Deny from all counts beside Require: every address is refused, whoever signs in",
                    "Require all granted"
                );
            }
        }

        foreach (
            var refused in root.All("Require")
                .Where(require => require.Value.Equals("all denied", StringComparison.OrdinalIgnoreCase))
        )
        {
            var block = refused.Parent!;
            var isRoot = block.Is("Directory") && block[0] == "/";
            if (
                IsFiles(block)
                || isRoot
                || block.Line > 0 && !block.Is("Directory") && !block.Is("Location")
                || block[0].Contains("\\.", StringComparison.Ordinal)
                || block[0].Contains("/.", StringComparison.Ordinal)
            )
            {
                continue;
            }

            var others = block.Own("Require").Count() > 1;
            if (block.Line == 0 && !others)
            {
                yield return Ill(
                    refused,
                    Causes.Client.AddressDenied,
                    Strength.Strong,
                    $"Every request is refused here",
                    "Require all granted"
                );
            }
        }

        foreach (var satisfy in root.All("Satisfy"))
        {
            if (
                satisfy
                    .Parent!.Own("Require")
                    .Any(require => require[0].Equals("all", StringComparison.OrdinalIgnoreCase))
            )
            {
                yield return Remark(
                    satisfy,
                    $"Satisfy belongs to Order, Allow and Deny; beside Require the sections RequireAny and RequireAll say the same",
                    null
                );
            }
        }
    }

    private static bool IsFiles(Directive block)
    {
        for (var scope = block; scope is not null; scope = scope.Parent)
        {
            if (scope.Is("Files") || scope.Is("FilesMatch") || scope.Is("DirectoryMatch") || scope.Is("LocationMatch"))
            {
                return true;
            }
        }

        return false;
    }

    // <IfModule !mod_authz_core.c> holds the old words for old servers alone.
    private static bool IsOldAlone(Directive block)
    {
        for (var scope = block; scope is not null; scope = scope.Parent)
        {
            if (
                (scope.Is("IfModule") && scope[0].StartsWith('!'))
                || (scope.Is("IfVersion") && scope.Value.StartsWith('<'))
            )
            {
                return true;
            }
        }

        return false;
    }
}
