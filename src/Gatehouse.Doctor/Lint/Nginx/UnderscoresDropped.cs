using Gatehouse.Doctor.Rules;
using Gatehouse.Doctor.ServerFiles;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Lint.Nginx;

/// <summary>A field with an underscore in its name is meant, and nginx drops such fields unless it is told not to.</summary>
internal sealed class UnderscoresDropped : NginxCheck
{
    protected override IEnumerable<Fault> Examine(Directive root)
    {
        if (
            root.All("underscores_in_headers").Any(setting => setting[0] == "on")
            || root.All("ignore_invalid_headers").Any(setting => setting[0] == "off")
        )
        {
            yield break;
        }

        foreach (
            var header in root.All("proxy_set_header")
                .Concat(root.All("proxy_pass_header"))
                .Where(header =>
                    header[0].Contains('_', StringComparison.Ordinal)
                    && header[1].StartsWith("$http_", StringComparison.Ordinal)
                )
        )
        {
            yield return Ill(
                header,
                Causes.Header.StrippedByProxy,
                Strength.Strong,
                $"Callers send {header[0]}, and nginx drops fields with an underscore in their names",
                "underscores_in_headers on;"
            );
        }
    }
}
