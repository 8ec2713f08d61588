namespace Gatehouse.Doctor.Credentials;

/// <summary>The credentials of a case whose format is known.</summary>
internal static class KnownCredentials
{
    /// <summary>Each with its format; of a pair, the name and the password are looked at.</summary>
    public static IEnumerable<(KnownSecret Known, SuppliedCredential Credential)> In(CaseFile file) =>
        GivenCredentials
            .Of(file)
            .Where(credential => credential.Kind is not (CredentialKind.Proof or CredentialKind.Cookie))
            .SelectMany(credential => Texts(credential).Select(text => (Known: KnownSecrets.Find(text), credential)))
            .Where(found => found.Known is not null)
            .Select(found => (found.Known!, found.credential));

    private static IEnumerable<string> Texts(SuppliedCredential credential) =>
        credential.User is { } user ? [user, credential.Password ?? string.Empty] : [credential.Secret];
}
