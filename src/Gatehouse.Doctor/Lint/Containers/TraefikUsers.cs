using Gatehouse.Doctor.Rules;
using Gatehouse.Doctor.ServerFiles;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Lint.Containers;

/// <summary>Traefik's basic authentication: Compose takes $ for a variable and wants $$, a file of Traefik's own does not.</summary>
internal sealed class TraefikUsers : LintCheck
{
    public override IEnumerable<Fault> Examine(GivenFiles files)
    {
        foreach (var file in files.Of(ServerFileKind.Container))
        {
            var isCompose = file.Root.Children.Any(each => each.Is("services") || each.Is("labels"));
            foreach (
                var users in file.Root.Children.Where(each =>
                    each.Name.Contains("basicauth.users", StringComparison.OrdinalIgnoreCase)
                )
            )
            {
                foreach (var pair in users[0].Split(','))
                {
                    if (pair.Split(':') is [var user, var hash] && Says(hash, doubled: true) is { } why)
                    {
                        yield return Ill(
                            users,
                            Causes.Server.UserFileUnusable,
                            Strength.Decisive,
                            $"The hash of {user} does not arrive: {why}",
                            $"{users.Name}={user}:{hash.Replace("$$", "$", StringComparison.Ordinal).Replace("$", "$$", StringComparison.Ordinal)}"
                        );
                    }
                }
            }

            foreach (
                var item in file.Root.Children.Where(each =>
                    !isCompose
                    && each[0] == "item"
                    && each.Name.Split(':') is { Length: 2 } parts
                    && parts[1].Contains('$', StringComparison.Ordinal)
                )
            )
            {
                var parts = item.Name.Split(':');
                if (Says(parts[1], doubled: false) is { } why)
                {
                    yield return Ill(
                        item,
                        Causes.Server.UserFileUnusable,
                        Strength.Decisive,
                        $"The hash of {parts[0]} does not fit: {why}",
                        $"- \"{parts[0]}:{parts[1].Replace("$$", "$", StringComparison.Ordinal)}\""
                    );
                }
            }
        }
    }

    private static FormattableString? Says(string hash, bool doubled)
    {
        if (hash.StartsWith("${", StringComparison.Ordinal))
        {
            return null;
        }

        if (doubled && hash.StartsWith('$') && !hash.StartsWith("$$", StringComparison.Ordinal))
        {
            return $"Compose takes each single $ for a variable";
        }

        return Users.Hashes.Fault(doubled ? hash.Replace("$$", "$", StringComparison.Ordinal) : hash);
    }
}
