using Gatehouse.Doctor.Rules;
using Gatehouse.Doctor.ServerFiles;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Lint.Nginx;

/// <summary>A block with one proxy_set_header of its own inherits none: credentials that an outer block sets are lost.</summary>
internal sealed class HeadersNotInherited : NginxCheck
{
    protected override IEnumerable<Fault> Examine(Directive root)
    {
        foreach (
            var block in root.All().Where(block => block.Own("proxy_set_header").Any() && block.Parent is not null)
        )
        {
            var own = block
                .Own("proxy_set_header")
                .Select(header => header[0])
                .ToHashSet(StringComparer.OrdinalIgnoreCase);
            var lost = block
                .Parent!.InForce("proxy_set_header")
                .Where(header => !own.Contains(header[0]) && Matters(header))
                .ToList();
            if (lost.Count > 0)
            {
                var names = string.Join(", ", lost.Select(header => header[0]));
                yield return Ill(
                    block.Own("proxy_set_header").First(),
                    Causes.Header.StrippedByProxy,
                    Strength.Strong,
                    $"This block sets a field of its own and so inherits none of the outer block's: {names} is no longer sent to the server behind",
                    string.Join(' ', lost.Select(header => $"proxy_set_header {header[0]} {header[1]};"))
                );
            }
        }
    }

    // Authorization and Cookie are passed on by themselves; to set them again to what came changes nothing.
    private static bool Matters(Directive header) =>
        (
            header[0].Contains("Authorization", StringComparison.OrdinalIgnoreCase)
            || header[0].Contains("Auth", StringComparison.OrdinalIgnoreCase)
            || header[0].Contains("Key", StringComparison.OrdinalIgnoreCase)
            || header[0].Contains("Token", StringComparison.OrdinalIgnoreCase)
            || header[0].Contains("User", StringComparison.OrdinalIgnoreCase)
            || header[0].Equals("Cookie", StringComparison.OrdinalIgnoreCase)
        )
        && !header[0].Contains("Agent", StringComparison.OrdinalIgnoreCase)
        && header[1].Length > 0
        && !header[1].Equals("$http_" + header[0].Replace('-', '_'), StringComparison.OrdinalIgnoreCase);
}
