using Gatehouse.Doctor.Rules;
using Gatehouse.Doctor.ServerFiles;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Lint.Nginx;

/// <summary>The server behind is not told by which scheme the caller came, or is told nginx's own behind another proxy.</summary>
internal sealed class ForwardedProto : NginxCheck
{
    protected override IEnumerable<Fault> Examine(Directive root)
    {
        foreach (var server in root.All("server"))
        {
            var tls = server
                .Own("listen")
                .Any(listen =>
                    listen.Arguments.Contains("ssl", StringComparer.Ordinal)
                    || listen[0].Contains("443", StringComparison.Ordinal)
                );
            var behind = server.InForce("set_real_ip_from").Count > 0 || server.InForce("real_ip_header").Count > 0;
            foreach (
                var block in Passing(server)
                    .Concat(server.Own("proxy_pass").Any() ? [server] : [])
                    .Where(block => block.Own("proxy_pass").Any())
            )
            {
                var proto = block
                    .InForce("proxy_set_header")
                    .FirstOrDefault(header =>
                        header[0].Equals("X-Forwarded-Proto", StringComparison.OrdinalIgnoreCase)
                    );
                if (proto is not null && proto[1] == "http" && tls)
                {
                    yield return Ill(
                        proto,
                        Causes.Forward.DescriptionMissing,
                        Strength.Strong,
                        $"The application is told http though callers come by https: it builds wrong addresses and keeps secure cookies back",
                        "proxy_set_header X-Forwarded-Proto $scheme;"
                    );
                }
                else if (proto is not null && proto[1] == "$scheme" && !tls && behind)
                {
                    yield return Ill(
                        proto,
                        Causes.Forward.DescriptionMissing,
                        Strength.Strong,
                        $"Another proxy stands in front and speaks http to this one: $scheme is always http here, though callers come by https",
                        "proxy_set_header X-Forwarded-Proto $http_x_forwarded_proto;"
                    );
                }
                else if (proto is null && tls)
                {
                    yield return Remark(
                        block.Own("proxy_pass").First(),
                        $"The application is not told that callers come by https",
                        "proxy_set_header X-Forwarded-Proto $scheme;"
                    );
                }
            }
        }
    }
}
