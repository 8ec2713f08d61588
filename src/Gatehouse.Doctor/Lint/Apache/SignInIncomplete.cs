using Gatehouse.Doctor.Rules;
using Gatehouse.Doctor.ServerFiles;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Lint.Apache;

/// <summary>A password is asked for with a part missing: the type, the name, the list of users or its provider.</summary>
internal sealed class SignInIncomplete : ApacheCheck
{
    protected override IEnumerable<Fault> Examine(Directive root)
    {
        foreach (var type in root.All("AuthType"))
        {
            var block = type.Parent!;
            var kind = type[0].ToLowerInvariant();
            if (kind is not ("basic" or "digest"))
            {
                continue;
            }

            if (Nearest(block, "AuthName") is null && !block.All("AuthName").Any())
            {
                yield return Ill(
                    type,
                    Causes.Server.Configuration,
                    Strength.Decisive,
                    $"AuthType stands without AuthName: every request ends in 500",
                    "AuthName \"Members\""
                );
            }

            if (
                Nearest(block, kind == "basic" ? "AuthBasicProvider" : "AuthDigestProvider") is null
                && Nearest(block, "AuthUserFile") is null
                && !block
                    .All()
                    .Any(inner =>
                        inner.Name.StartsWith("Auth", StringComparison.OrdinalIgnoreCase)
                        && (
                            inner.Name.Contains("File", StringComparison.OrdinalIgnoreCase)
                            || inner.Name.Contains("Provider", StringComparison.OrdinalIgnoreCase)
                            || inner.Name.Contains("LDAP", StringComparison.OrdinalIgnoreCase)
                            || inner.Name.Contains("URL", StringComparison.OrdinalIgnoreCase)
                        )
                    )
            )
            {
                yield return Ill(
                    type,
                    Causes.Server.UserFileUnusable,
                    Strength.Decisive,
                    $"No list of users is named: nobody can sign in",
                    "AuthUserFile /etc/apache2/.htpasswd"
                );
            }
        }

        foreach (var file in root.All("AuthUserFile").Concat(root.All("AuthGroupFile")))
        {
            if (!IsAbsolute(file[0]))
            {
                yield return Ill(
                    file,
                    Causes.Server.UserFileUnusable,
                    Strength.Strong,
                    $"The path is relative to ServerRoot, not to this file's folder: the list of users is not found",
                    $"{file.Name} /etc/apache2/{file[0].TrimStart('.', '/')}"
                );
            }
        }

        if (IsFolderFile(root))
        {
            yield break;
        }

        foreach (var require in root.All("Require").Where(WantsUser))
        {
            if (
                Nearest(require.Parent!, "AuthType") is null
                && !root.All("AuthType").Any()
                && !root.All()
                    .Any(each =>
                        each.Name.StartsWith("OIDC", StringComparison.OrdinalIgnoreCase)
                        || each.Name.StartsWith("Mellon", StringComparison.OrdinalIgnoreCase)
                    )
            )
            {
                yield return Ill(
                    require,
                    Causes.Server.Configuration,
                    Strength.Strong,
                    $"Somebody who signed in is required, and nothing says how to sign in: every request ends in 500",
                    "AuthType Basic"
                );
            }
        }
    }

    private static bool IsAbsolute(string path) =>
        path.StartsWith('/') || path.StartsWith('$') || path.StartsWith('%') || (path.Length > 2 && path[1] == ':');
}
