using Gatehouse.Doctor.Rules;
using Gatehouse.Doctor.ServerFiles;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Lint.Users;

/// <summary>A file of users whose lines no server can check: damaged, plain, or of a kind that the server does not know.</summary>
internal sealed class UnreadableHashes : LintCheck
{
    public override IEnumerable<Fault> Examine(GivenFiles files)
    {
        foreach (var file in files.Of(ServerFileKind.Users))
        {
            var apache = files.All.Any(other => other.Kind == ServerFileKind.Apache);
            for (var at = 0; at < file.Lines.Count; at++)
            {
                var line = file.Lines[at].TrimEnd('\r');
                if (line.Length == 0 || line[0] == '#')
                {
                    continue;
                }

                var place = new Directive(file, at + 1, string.Empty, []);
                var parts = line.Split(':');
                if (parts.Length == 1)
                {
                    yield return Ill(
                        place,
                        Causes.Server.UserFileUnusable,
                        Strength.Decisive,
                        $"The line has no colon between the user and the hash",
                        "USER:HASH"
                    );
                }
                else if (parts.Length == 2 && Hashes.Fault(parts[1], apache) is { } why)
                {
                    yield return Ill(
                        place,
                        Causes.Server.UserFileUnusable,
                        Strength.Decisive,
                        $"The hash of {parts[0]} cannot be checked: {why}",
                        "htpasswd -m FILE USER"
                    );
                }
                else if (file.Lines[at].EndsWith('\r'))
                {
                    yield return Ill(
                        place,
                        Causes.Server.UserFileUnusable,
                        Strength.Strong,
                        $"The line ends in CR LF: the CR counts as part of the hash",
                        "sed -i 's/\\r$//' FILE"
                    );
                }
            }
        }
    }
}
