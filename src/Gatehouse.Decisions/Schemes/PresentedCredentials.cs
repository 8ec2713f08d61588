namespace Gatehouse.Decisions.Schemes;

/// <summary>The credential that a request presents, before it is judged.</summary>
/// <param name="Scheme">The scheme that reads it.</param>
/// <param name="Value">Its text: what follows the scheme's name in <c>Authorization</c>, or the key, or the cookie's value.</param>
/// <param name="Place">Where it stood.</param>
public readonly record struct PresentedCredentials(IScheme Scheme, string Value, CredentialPlace Place)
{
    /// <summary>The scheme and the place; never the credential itself.</summary>
    public override string ToString() => $"{Scheme?.Name} in {Place}";
}
