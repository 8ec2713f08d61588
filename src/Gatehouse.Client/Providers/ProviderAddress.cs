namespace Gatehouse.Client.Providers;

/// <summary>Where providers may be: https, or this machine.</summary>
internal static class ProviderAddress
{
    /// <summary>Whether secrets may go there: https, or http on this machine.</summary>
    public static bool IsSafe(Uri address) =>
        address.IsAbsoluteUri
        && address.UserInfo.Length == 0
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    /// <summary>An address of a provider, as configured.</summary>
    /// <exception cref="ArgumentException">Secrets may not go there.</exception>
    public static Uri Check(Uri address, string name) =>
        IsSafe(address)
            ? address
            : throw new ArgumentException(
                "A provider is at an absolute https address without a user; http is for this machine alone.",
                name
            );

    /// <summary>Reads an address that somebody sent; null where it is none, or secrets may not go there.</summary>
    /// <param name="text">As sent.</param>
    /// <param name="plain">Whether http may be: where the document that names it came from this machine itself.</param>
    public static Uri? Read(string? text, bool plain) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && IsSafe(address)
        && (plain || address.Scheme == Uri.UriSchemeHttps)
            ? address
            : null;
}
