using Gatehouse.Doctor.Rules;
using Gatehouse.Doctor.ServerFiles;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Lint.Nginx;

/// <summary>The Authorization field is emptied or not passed on to the server behind.</summary>
internal sealed class AuthorizationEmptied : NginxCheck
{
    protected override IEnumerable<Fault> Examine(Directive root)
    {
        foreach (var block in Passing(root))
        {
            foreach (
                var header in block
                    .InForce("proxy_set_header")
                    .Concat(block.InForce("grpc_set_header"))
                    .Where(header =>
                        header[0].Equals("Authorization", StringComparison.OrdinalIgnoreCase) && header[1].Length == 0
                    )
            )
            {
                yield return AsksPassword(block)
                    ? Remark(
                        header,
                        $"Authorization is not passed on: right where the password is nginx's own, wrong where the application behind wants to read it too",
                        null
                    )
                    : Ill(
                        header,
                        Causes.Header.StrippedByProxy,
                        Strength.Decisive,
                        $"Authorization is emptied before the request goes to the server behind, so that every caller comes there without credentials",
                        "proxy_set_header Authorization $http_authorization;"
                    );
            }

            foreach (
                var all in block
                    .InForce("proxy_pass_request_headers")
                    .Concat(block.InForce("fastcgi_pass_request_headers"))
                    .Concat(block.InForce("uwsgi_pass_request_headers"))
                    .Where(all => all[0] == "off" && !IsQuestion(block, root))
            )
            {
                yield return Ill(
                    all,
                    Causes.Header.StrippedByProxy,
                    Strength.Decisive,
                    $"No field of the request is passed on, neither Authorization nor Cookie",
                    $"{all.Name} on;"
                );
            }

            foreach (
                var empty in block
                    .InForce("fastcgi_param")
                    .Where(param =>
                        param[0].Equals("HTTP_AUTHORIZATION", StringComparison.OrdinalIgnoreCase)
                        && param[1].Length == 0
                    )
            )
            {
                yield return Ill(
                    empty,
                    Causes.Header.StrippedByServer,
                    Strength.Decisive,
                    $"Authorization is emptied before the request goes to FastCGI",
                    "fastcgi_param HTTP_AUTHORIZATION $http_authorization;"
                );
            }
        }
    }

    private static bool IsQuestion(Directive block, Directive root) =>
        root.All("auth_request").Any(request => request[0] == PathOf(block)) && block.Own("proxy_set_header").Any();
}
