namespace Gatehouse.Client.Tokens;

/// <summary>What is wanted of a grant.</summary>
internal sealed record GrantDemand
{
    /// <summary>The scopes; empty for the provider's own choice.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>The token that a resource refused, where that is why; null otherwise.</summary>
    public AccessToken? Refused { get; init; }

    /// <summary>The resource's other wishes for how a person signs in; null where it has none.</summary>
    public TokenNeeds? Needs { get; init; }

    /// <summary>Whether a request waits for it, so that a person may be asked.</summary>
    public required bool MayAskPerson { get; init; }

    /// <summary>Whether more is wanted than was so far.</summary>
    public bool IsWider { get; init; }

    /// <summary>The resource that names another provider, where that is to be asked; null otherwise.</summary>
    public Discovery? Discovery { get; init; }

    /// <summary>Whether it is what every request needs, and not one resource's wish: only then its failure says that there is no token.</summary>
    public bool IsUsual => !IsWider && Discovery is null;
}
