namespace Gatehouse.Decisions.Schemes;

/// <summary>What a scheme found outside <c>Authorization</c>.</summary>
/// <param name="Count">How many credentials; more than one is ambiguous.</param>
/// <param name="Value">The first one's text, where there is one.</param>
/// <param name="Place">Where it stood.</param>
public readonly record struct LocatedCredentials(int Count, string? Value, CredentialPlace Place)
{
    /// <summary>Nothing was found.</summary>
    public static LocatedCredentials None => default;
}
