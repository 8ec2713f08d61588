namespace Gatehouse.Client;

/// <summary>A user and password. A secret: no text of this type holds it.</summary>
/// <param name="User">The user's name.</param>
/// <param name="Password">The password.</param>
public sealed record PasswordCredential(string User, string Password)
{
    /// <summary>Neither of them.</summary>
    public override string ToString() => "(user and password)";
}
