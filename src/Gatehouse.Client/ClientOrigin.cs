namespace Gatehouse.Client;

/// <summary>Origins (RFC 9110 section 4.3.1): scheme, host and port, and nothing else.</summary>
internal static class ClientOrigin
{
    /// <summary>The origin of an address.</summary>
    /// <exception cref="ArgumentException">It is no absolute http or https address, or holds a user.</exception>
    public static Uri Of(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            throw new ArgumentException("An origin is an absolute http or https address.", nameof(address));
        }

        return address.UserInfo.Length > 0
            ? throw new ArgumentException("An origin holds no user and no password.", nameof(address))
            : new Uri(address.GetLeftPart(UriPartial.Authority));
    }

    /// <summary>The origin of a request's address, whatever user stands in it.</summary>
    public static Uri OfRequest(Uri address) =>
        new(address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped));

    /// <summary>Whether an address lies in an origin. Without allocating.</summary>
    public static bool Holds(Uri origin, Uri address) =>
        origin.Port == address.Port
        && origin.Scheme == address.Scheme
        && origin.IdnHost.Equals(address.IdnHost, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether what goes there can be read on the way: plain http to another machine.</summary>
    public static bool IsExposed(Uri origin) => origin.Scheme == Uri.UriSchemeHttp && !origin.IsLoopback;
}
