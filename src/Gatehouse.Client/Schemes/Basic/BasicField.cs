namespace Gatehouse.Client.Schemes.Basic;

/// <summary>A user and password with the field that they make.</summary>
/// <param name="Credential">The user and password.</param>
/// <param name="IsLatin">Whether their letters are encoded in Latin-1; in UTF-8 otherwise.</param>
/// <param name="Value">The value of <c>Authorization</c>.</param>
internal sealed record BasicField(PasswordCredential Credential, bool IsLatin, string Value)
{
    /// <summary>Whether the two encodings differ, and Latin-1 has all the letters.</summary>
    public static bool DiffersInLatin(PasswordCredential credential) =>
        !(IsAscii(credential.User) && IsAscii(credential.Password))
        && !(credential.User + credential.Password).AsSpan().ContainsAnyExceptInRange('\0', '\u00ff');

    /// <summary>Nothing of it.</summary>
    public override string ToString() => "(user and password)";

    private static bool IsAscii(string text) => System.Text.Ascii.IsValid(text);
}
