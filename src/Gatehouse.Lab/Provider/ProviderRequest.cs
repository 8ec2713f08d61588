namespace Gatehouse.Lab.Provider;

/// <summary>A request that came to the lab's provider.</summary>
/// <param name="ReceivedAt">When, by the lab's clock.</param>
/// <param name="Endpoint">Where to.</param>
/// <param name="Method">The method.</param>
/// <param name="Target">Path and query as received.</param>
/// <param name="Parameters">The parameters of the query and of the form; of one that stands twice, the first.</param>
/// <param name="Authorization">The field <c>Authorization</c>, or null.</param>
public sealed record ProviderRequest(
    DateTimeOffset ReceivedAt,
    ProviderEndpoint Endpoint,
    string Method,
    string Target,
    IReadOnlyDictionary<string, string> Parameters,
    string? Authorization
);
