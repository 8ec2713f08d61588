namespace Gatehouse.Decisions.Identity;

/// <summary>
/// The names under which upstreams are told who a request is from. A client's field of such a name is removed in every
/// spelling: upstreams that fold <c>_</c>, <c>-</c> and <c>.</c> into one (CGI, WSGI and others do) must not be able to
/// mistake it for ours.
/// </summary>
public sealed class IdentityHeaders
{
    private readonly FoldedNames _names;

    /// <summary>With names of one's own where given.</summary>
    public IdentityHeaders(string? user = null, string? email = null, string? groups = null, string? scopes = null)
    {
        User = user ?? "X-Forwarded-User";
        Email = email ?? "X-Forwarded-Email";
        Groups = groups ?? "X-Forwarded-Groups";
        Scopes = scopes ?? "X-Forwarded-Scopes";

        // The default names stay removed also where others are used: an upstream may still believe them.
        string[] names =
        [
            User,
            Email,
            Groups,
            Scopes,
            Assertion,
            "X-Forwarded-User",
            "X-Forwarded-Email",
            "X-Forwarded-Groups",
            "X-Forwarded-Scopes",
            "Remote-User",
            "Remote-Email",
            "Remote-Groups",
        ];
        _names = new FoldedNames(names, beginning: "Gatehouse");
    }

    /// <summary>The field that carries a signed statement of who it is.</summary>
    public const string Assertion = "Gatehouse-Assertion";

    /// <summary>The field for the user's name.</summary>
    public string User { get; }

    /// <summary>The field for the mail address.</summary>
    public string Email { get; }

    /// <summary>The field for the roles.</summary>
    public string Groups { get; }

    /// <summary>The field for the permissions.</summary>
    public string Scopes { get; }

    /// <summary>
    /// Whether a field name equals one of ours once case and everything that is neither letter nor digit are folded away,
    /// or starts with <c>Gatehouse</c>, which is ours altogether.
    /// </summary>
    public bool IsOurs(string name) => _names.Contains(name);
}
