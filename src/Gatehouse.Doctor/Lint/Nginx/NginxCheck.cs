using Gatehouse.Doctor.ServerFiles;

namespace Gatehouse.Doctor.Lint.Nginx;

/// <summary>A check of nginx's files, one root at a time.</summary>
internal abstract class NginxCheck : LintCheck
{
    private static readonly string[] Passes = ["proxy_pass", "fastcgi_pass", "uwsgi_pass", "scgi_pass", "grpc_pass"];

    public sealed override IEnumerable<Fault> Examine(GivenFiles files) =>
        files.Of(ServerFileKind.Nginx).SelectMany(file => Examine(file.Root));

    protected abstract IEnumerable<Fault> Examine(Directive root);

    /// <summary>The blocks that pass requests on to a server behind.</summary>
    protected static IEnumerable<Directive> Passing(Directive root) =>
        root.All().Where(block => block.Children.Any(child => Array.Exists(Passes, child.Is)));

    /// <summary>Whether a password is asked for in this block by nginx itself.</summary>
    protected static bool AsksPassword(Directive block) =>
        block.InForce("auth_basic") is [var basic, ..] && !basic[0].Equals("off", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether another server is asked about each request in this block.</summary>
    protected static bool AsksElsewhere(Directive block) =>
        block.InForce("auth_request") is [var request, ..]
        && !request[0].Equals("off", StringComparison.OrdinalIgnoreCase);

    /// <summary>The path of a location; empty for another block.</summary>
    protected static string PathOf(Directive block) =>
        block.Is("location") && block.Arguments.Count > 0 ? block.Arguments[^1] : string.Empty;

    /// <summary>Whether preflights are answered in this block before anything asks for credentials.</summary>
    protected static bool AnswersPreflight(Directive block)
    {
        for (var scope = block; scope is not null; scope = scope.Parent)
        {
            if (
                scope.Children.Any(child =>
                    (child.Is("limit_except") && child.Arguments.Contains("OPTIONS", StringComparer.OrdinalIgnoreCase))
                    || (
                        child.Is("if")
                        && child.Value.Contains("OPTIONS", StringComparison.OrdinalIgnoreCase)
                        && child.Children.Any(inner => inner.Is("return") || inner.Is("rewrite"))
                    )
                )
            )
            {
                return true;
            }
        }

        return block.InForce("auth_basic") is [var basic, ..] && basic[0].StartsWith('$');
    }
}
