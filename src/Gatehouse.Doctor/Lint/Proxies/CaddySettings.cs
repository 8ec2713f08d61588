using Gatehouse.Doctor.Rules;
using Gatehouse.Doctor.ServerFiles;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Lint.Proxies;

/// <summary>Caddy: hashes of users, and fields that are taken out.</summary>
internal sealed class CaddySettings : LintCheck
{
    public override IEnumerable<Fault> Examine(GivenFiles files)
    {
        foreach (var root in files.Of(ServerFileKind.Caddyfile).Select(file => file.Root))
        {
            var basics = root.All().Where(each => each.Is("basic_auth") || each.Is("basicauth")).ToList();
            foreach (var user in basics.SelectMany(basic => basic.Children).Where(user => user.Arguments.Count > 0))
            {
                var hash = user[0];
                if (!hash.StartsWith('$') && !hash.StartsWith('{') && !hash.StartsWith("JD", StringComparison.Ordinal))
                {
                    yield return Ill(
                        user,
                        Causes.Server.UserFileUnusable,
                        Strength.Decisive,
                        $"The password of {user.Name} stands here as plain text where a bcrypt hash is due",
                        $"{user.Name} $2a$14$... # caddy hash-password"
                    );
                }
                else if (
                    hash.StartsWith('$')
                    && !hash.StartsWith("$argon2", StringComparison.Ordinal)
                    && (!hash.StartsWith("$2", StringComparison.Ordinal) || Users.Hashes.Fault(hash) is not null)
                )
                {
                    yield return Ill(
                        user,
                        Causes.Server.UserFileUnusable,
                        Strength.Decisive,
                        $"The hash of {user.Name} is not one that Caddy can check",
                        $"{user.Name} $2a$14$... # caddy hash-password"
                    );
                }
            }

            foreach (
                var header in root.All()
                    .Where(each =>
                        (each.Is("header_up") || each.Is("request_header"))
                        && each[0].Equals("-Authorization", StringComparison.OrdinalIgnoreCase)
                    )
            )
            {
                yield return basics.Count > 0
                    ? Remark(header, $"Authorization is not passed on: right where the password is Caddy's own", null)
                    : Ill(
                        header,
                        Causes.Header.StrippedByProxy,
                        Strength.Decisive,
                        $"Authorization is taken out before the request goes to the server behind",
                        null
                    );
            }

            foreach (
                var redirect in root.All("redir")
                    .Where(each =>
                        each.Arguments.Any(word => word is "permanent" or "301" or "308")
                        && each.Arguments.Any(word => word.Contains("login", StringComparison.OrdinalIgnoreCase))
                    )
            )
            {
                yield return Ill(
                    redirect,
                    Causes.Cache.StaleRedirect,
                    Strength.Strong,
                    $"Browsers keep a permanent redirect to the sign-in page and go there even after signing in",
                    $"redir {redirect[0]} 302"
                );
            }
        }
    }
}
