using System.Net;

namespace Gatehouse.Lab.Provider;

/// <summary>A client that is registered at the lab's provider.</summary>
/// <param name="Id">Its <c>client_id</c>.</param>
/// <param name="Secret">Its secret; null for a public client, which has to use PKCE.</param>
internal sealed record ProviderClient(string Id, string? Secret)
{
    public static IReadOnlyList<ProviderClient> All { get; } =
    [new("lab", Secret: null), new("lab-confidential", "lab-secret")];

    public static ProviderClient? Find(string? id) =>
        All.FirstOrDefault(client => string.Equals(client.Id, id, StringComparison.Ordinal));

    /// <summary>Whether an address may be sent to: any on this machine (RFC 8252 section 7.3), without a fragment.</summary>
    public static bool Allows(string? redirect) =>
        redirect is not null
        // As it stands in a header field: what a Uri would trim or encode is not taken.
        && !redirect.AsSpan().ContainsAnyExceptInRange('!', '~')
        && Uri.TryCreate(redirect, UriKind.Absolute, out var address)
        && address.Scheme is "http" or "https"
        && address.Fragment.Length == 0
        && address.UserInfo.Length == 0
        && (
            address.IsLoopback
            || (IPAddress.TryParse(address.IdnHost, out var literal) && IPAddress.IsLoopback(literal))
        );
}
