namespace Gatehouse.Gateway.Configuration;

/// <summary>The field names under which upstreams are told who a request is from (<c>identity-headers</c>).</summary>
public sealed record IdentityHeadersConfiguration
{
    /// <summary>The user's name. Default: <c>X-Forwarded-User</c>.</summary>
    public string User { get; init; } = "X-Forwarded-User";

    /// <summary>The mail address. Default: <c>X-Forwarded-Email</c>.</summary>
    public string Email { get; init; } = "X-Forwarded-Email";

    /// <summary>The roles, comma-separated. Default: <c>X-Forwarded-Groups</c>.</summary>
    public string Groups { get; init; } = "X-Forwarded-Groups";

    /// <summary>The scopes. Default: <c>X-Forwarded-Scopes</c>.</summary>
    public string Scopes { get; init; } = "X-Forwarded-Scopes";
}
