namespace Gatehouse.Doctor.Credentials;

/// <summary>Credentials of the same form that cannot be right: they are invented on the spot and belong to nobody.</summary>
public static class Nonsense
{
    private const string User = "gatehouse-doctor";

    private const string Word = "not-a-secret-0000000000000000";

    // {"alg":"RS256","typ":"JWT"} . {"sub":"gatehouse-doctor"} . no signature of anybody
    private const string WebToken =
        "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJnYXRlaG91c2UtZG9jdG9yIn0.bm8tc2lnbmF0dXJlLW9mLWFueWJvZHk";

    /// <summary>A made-up credential in the place of this one.</summary>
    public static SuppliedCredential Like(SuppliedCredential credential) =>
        credential switch
        {
            { Password: not null, Place: CredentialPlace.Field } => CredentialPlaces.Basic(User, Word) with
            {
                Name = credential.Name,
            },
            { Scheme: { } scheme } => credential with
            {
                Value = $"{scheme} {ShapeOf(credential.Secret)}",
                Secret = ShapeOf(credential.Secret),
            },
            _ => credential with { Value = ShapeOf(credential.Value), Secret = ShapeOf(credential.Value) },
        };

    /// <summary>A made-up credential of this scheme: a pair for Basic, a word for others.</summary>
    public static SuppliedCredential Of(string scheme) =>
        scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase)
            ? CredentialPlaces.Basic(User, Word)
            : new SuppliedCredential
            {
                Kind = CredentialKind.Token,
                Place = CredentialPlace.Field,
                Name = "Authorization",
                Value = $"{scheme} {Word}",
                Scheme = scheme,
                Secret = Word,
            };

    // A token of three parts stays one; a nonsense word would be refused by its form alone.
    private static string ShapeOf(string secret) => secret.Count(letter => letter == '.') == 2 ? WebToken : Word;
}
