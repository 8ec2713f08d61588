using Gatehouse.Doctor.Rules;
using Gatehouse.Doctor.ServerFiles;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Lint.Proxies;

/// <summary>HAProxy: users' hashes, fields that are taken out, preflights.</summary>
internal sealed class HaproxySettings : LintCheck
{
    public override IEnumerable<Fault> Examine(GivenFiles files)
    {
        foreach (var root in files.Of(ServerFileKind.Haproxy).Select(file => file.Root))
        {
            var asks = root.All("http-request").Where(rule => rule[0] == "auth").ToList();
            foreach (
                var rule in root.All("http-request")
                    .Where(rule =>
                        rule[0] == "del-header"
                        && rule[1].Equals("authorization", StringComparison.OrdinalIgnoreCase)
                        && rule[2] != "if"
                    )
            )
            {
                yield return asks.Count > 0
                    ? Remark(rule, $"Authorization is not passed on: right where the password is HAProxy's own", null)
                    : Ill(
                        rule,
                        Causes.Header.StrippedByProxy,
                        Strength.Decisive,
                        $"Authorization is taken out before the request goes to the server behind",
                        null
                    );
            }

            foreach (
                var user in root.All("user")
                    .Where(user => user[1] == "password" && Users.Hashes.Fault(user[2]) is not null)
            )
            {
                yield return Ill(
                    user,
                    Causes.Server.UserFileUnusable,
                    Strength.Decisive,
                    $"The password of {user[0]} must be a hash here: {Users.Hashes.Fault(user[2])}",
                    $"user {user[0]} insecure-password ... # or a hash of mkpasswd -m sha-512"
                );
            }

            var cors = root.All()
                .Any(each => each.Value.Contains("Access-Control-Allow-", StringComparison.OrdinalIgnoreCase));
            foreach (
                var ask in asks.Where(ask =>
                    cors
                    && !ask.Value.Contains("OPTIONS", StringComparison.OrdinalIgnoreCase)
                    && !root.All("acl")
                        .Any(acl =>
                            acl.Value.Contains("OPTIONS", StringComparison.OrdinalIgnoreCase)
                            && ask.Arguments.Contains("!" + acl[0], StringComparer.Ordinal)
                        )
                    && !root.All("http-request")
                        .Any(rule =>
                            rule[0] == "return" && rule.Value.Contains("OPTIONS", StringComparison.OrdinalIgnoreCase)
                        )
                )
            )
            {
                yield return Ill(
                    ask,
                    Causes.Preflight.Refused,
                    Strength.Decisive,
                    $"CORS is allowed here, and a preflight (OPTIONS) is asked for credentials that browsers never send with it",
                    "http-request return status 204 if METH_OPTIONS"
                );
            }
        }
    }
}
