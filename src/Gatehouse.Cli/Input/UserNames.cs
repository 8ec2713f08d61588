using Gatehouse.Decisions.Users;

namespace Gatehouse.Cli.Input;

/// <summary>User names as people type them.</summary>
internal static class UserNames
{
    /// <summary>The canonical form; ends the command where there is none.</summary>
    public static string Canonical(string name) =>
        UserName.TryCanonicalise(name, out var canonical)
            ? canonical
            : throw new CommandException(
                "A user's name has 1 to 128 characters, and no comma, colon, control or invisible ones.",
                ExitCode.Usage
            );
}
