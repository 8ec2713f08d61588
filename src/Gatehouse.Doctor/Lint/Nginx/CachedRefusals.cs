using Gatehouse.Doctor.Rules;
using Gatehouse.Doctor.ServerFiles;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Lint.Nginx;

/// <summary>A cache that keeps refusals, or gives one caller's answer to another.</summary>
internal sealed class CachedRefusals : NginxCheck
{
    protected override IEnumerable<Fault> Examine(Directive root)
    {
        foreach (var valid in root.All("proxy_cache_valid").Concat(root.All("fastcgi_cache_valid")))
        {
            if (
                valid.Arguments.Contains("401", StringComparer.Ordinal)
                || valid.Arguments.Contains("403", StringComparer.Ordinal)
            )
            {
                yield return Ill(
                    valid,
                    Causes.Cache.StaleRefusal,
                    Strength.Decisive,
                    $"Refusals are kept in the cache and given to those who have the right credentials",
                    $"{valid.Name} 200 {valid.Arguments[^1]};"
                );
            }
            else if (valid.Arguments.Contains("any", StringComparer.Ordinal) && !IsBypassed(valid))
            {
                yield return Ill(
                    valid,
                    Causes.Cache.StaleRefusal,
                    Strength.Decisive,
                    $"any keeps 401 and 403 in the cache too",
                    $"{valid.Name} 200 {valid.Arguments[^1]};"
                );
            }
        }
    }

    private static bool IsBypassed(Directive valid) =>
        valid
            .Parent!.InForce("proxy_no_cache")
            .Concat(valid.Parent.InForce("proxy_cache_bypass"))
            .Concat(valid.Parent.InForce("proxy_cache_key"))
            .Any(setting =>
                setting.Value.Contains("authorization", StringComparison.OrdinalIgnoreCase)
                || setting.Value.Contains("cookie", StringComparison.OrdinalIgnoreCase)
            );
}
