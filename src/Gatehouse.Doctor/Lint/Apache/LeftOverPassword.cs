using Gatehouse.Doctor.Rules;
using Gatehouse.Doctor.ServerFiles;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Lint.Apache;

/// <summary>A password over a whole site whose name says that it was meant for a time: while it was built, tested or moved.</summary>
internal sealed class LeftOverPassword : ApacheCheck
{
    private static readonly string[] Words =
    [
        "staging",
        "stage",
        "preview",
        "test",
        "development",
        "dev ",
        "coming soon",
        "under construction",
        "maintenance",
        "relaunch",
        "beta",
        "baustelle",
        "wartung",
        "en construction",
    ];

    protected override IEnumerable<Fault> Examine(Directive root)
    {
        if (!IsFolderFile(root))
        {
            yield break;
        }

        foreach (var name in root.Own("AuthName"))
        {
            if (
                Array.Exists(Words, word => (name[0] + " ").Contains(word, StringComparison.OrdinalIgnoreCase))
                && root.Own("Require").Any(WantsUser)
                && root.All("RewriteRule")
                    .Any(rule => rule.Value.Contains("index.php", StringComparison.OrdinalIgnoreCase))
            )
            {
                yield return Ill(
                    name,
                    Causes.Server.ProtectionUnintended,
                    Strength.Strong,
                    $"The whole site asks for a password whose name, {name[0]}, speaks of a stage that a public site has left",
                    "# without AuthType, AuthName, AuthUserFile and Require"
                );
            }
        }
    }
}
