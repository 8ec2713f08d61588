namespace Gatehouse.Doctor.Credentials;

/// <summary>How one product or service takes credentials.</summary>
/// <param name="Product">Its name.</param>
/// <param name="Takes">
/// The ways, the usual one first: a scheme's name (<c>Bearer</c>), <c>bare</c> for a key in Authorization without any
/// scheme, <c>Name:</c> for a field of its own, <c>?name</c> for a parameter of the query.
/// </param>
/// <param name="Hosts">The ends of its hosts; empty where everybody can run it.</param>
internal sealed record ProductWay(string Product, IReadOnlyList<string> Takes, IReadOnlyList<string> Hosts)
{
    /// <summary>Beginnings of paths that it alone has.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>A field of its answers that it alone sends, or <c>Server: </c> and what that begins with.</summary>
    public string? Sign { get; init; }

    /// <summary>Whether this credential is sent in a way that the product takes.</summary>
    public bool Fits(SuppliedCredential credential) => Takes.Any(way => Fits(way, credential));

    /// <summary>Whether it never takes Authorization.</summary>
    public bool WantsFieldOrQuery => Takes.All(way => way.EndsWith(':') || way[0] == '?');

    private static bool Fits(string way, SuppliedCredential credential) =>
        way[0] == '?' ? credential.Place == CredentialPlace.Query && Same(way[1..], credential.Name)
        : way.EndsWith(':') ? credential.Place == CredentialPlace.Field && Same(way[..^1], credential.Name)
        : credential.Place == CredentialPlace.UserInfo ? Same(way, "Basic")
        : credential.Place == CredentialPlace.Field
            && Same(credential.Name, "Authorization")
            && (way == "bare" ? credential.Scheme is null : Same(way, credential.Scheme ?? string.Empty));

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
