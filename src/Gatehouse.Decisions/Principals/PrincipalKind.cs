namespace Gatehouse.Decisions.Principals;

/// <summary>What a principal is, which decides how a required scope is met.</summary>
public enum PrincipalKind
{
    /// <summary>A person, by password or session: scopes are met by permissions.</summary>
    Person,

    /// <summary>A key: scopes are met by its own scopes and its user's permissions together.</summary>
    Key,

    /// <summary>A provider's token: scopes are met by its <c>scope</c> or <c>scp</c>.</summary>
    ProviderToken,

    /// <summary>A token of our own: scopes are met by its scopes and its user's permissions together.</summary>
    OwnToken,
}
