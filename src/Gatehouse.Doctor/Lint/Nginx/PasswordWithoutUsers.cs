using Gatehouse.Doctor.Rules;
using Gatehouse.Doctor.ServerFiles;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Lint.Nginx;

/// <summary>auth_basic without a file of users asks nobody; a file by a relative path is looked for beside nginx.conf.</summary>
internal sealed class PasswordWithoutUsers : NginxCheck
{
    protected override IEnumerable<Fault> Examine(Directive root)
    {
        foreach (
            var basic in root.All("auth_basic")
                .Where(basic => !basic[0].Equals("off", StringComparison.OrdinalIgnoreCase))
        )
        {
            var inside = basic.Parent!.All("auth_basic_user_file").Any();
            if (basic.Parent.InForce("auth_basic_user_file") is not [var users, ..])
            {
                if (!inside)
                {
                    yield return Remark(
                        basic,
                        $"auth_basic stands without auth_basic_user_file: nginx then asks nobody for a password",
                        "auth_basic_user_file /etc/nginx/.htpasswd;"
                    );
                }

                continue;
            }

            if (!users[0].StartsWith('/') && !users[0].Contains('$', StringComparison.Ordinal))
            {
                yield return Remark(
                    users,
                    $"The path is relative to the folder of nginx.conf",
                    $"auth_basic_user_file /etc/nginx/{users[0]};"
                );
            }
            else if (
                root.File.Name.StartsWith("/etc/", StringComparison.Ordinal)
                && !File.Exists(users[0])
                && Directory.Exists("/etc/nginx")
            )
            {
                yield return Ill(
                    users,
                    Causes.Server.UserFileUnusable,
                    Strength.Strong,
                    $"There is no file {users[0]} on this machine",
                    $"htpasswd -c {users[0]} USER"
                );
            }
        }
    }
}
