using Gatehouse.Doctor.ServerFiles;

namespace Gatehouse.Doctor.Lint.Apache;

/// <summary>A check of Apache's files, one at a time.</summary>
internal abstract class ApacheCheck : LintCheck
{
    public sealed override IEnumerable<Fault> Examine(GivenFiles files) =>
        files.Of(ServerFileKind.Apache).SelectMany(file => Examine(file.Root));

    protected abstract IEnumerable<Fault> Examine(Directive root);

    /// <summary>Whether the file applies to a folder alone and inherits what is not in it.</summary>
    protected static bool IsFolderFile(Directive root) =>
        root.File.ShortName.Contains("htaccess", StringComparison.OrdinalIgnoreCase);

    /// <summary>The directives of this name in force in this block: its own, those of sections inside, and those around it.</summary>
    protected static Directive? Nearest(Directive block, string name)
    {
        for (var scope = block; scope is not null; scope = scope.Parent)
        {
            if (scope.Own(name).LastOrDefault() is { } own)
            {
                return own;
            }
        }

        return null;
    }

    /// <summary>Whether a Require line wants somebody who signed in.</summary>
    protected static bool WantsUser(Directive require) =>
        require[0].ToLowerInvariant()
            is "valid-user"
                or "user"
                or "group"
                or "ldap-user"
                or "ldap-group"
                or "ldap-filter";
}
