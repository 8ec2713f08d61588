using System.Net;

namespace Gatehouse.Doctor.Sending;

/// <summary>The forward proxy that a probe goes through.</summary>
internal static class ProxyChoice
{
    /// <summary>The proxy of this address, with the user and password that stand in it; <c>env</c> takes the environment's.</summary>
    public static IWebProxy For(string proxy)
    {
        if (proxy == "env")
        {
            return HttpClient.DefaultProxy;
        }

        var address = AddressOf(proxy)!;
        if (address.UserInfo.Length == 0)
        {
            return new WebProxy(address);
        }

        var pair = Uri.UnescapeDataString(address.UserInfo).Split(':', 2);
        return new WebProxy(new UriBuilder(address) { UserName = string.Empty, Password = string.Empty }.Uri)
        {
            Credentials = new NetworkCredential(pair[0], pair.Length > 1 ? pair[1] : string.Empty),
        };
    }

    /// <summary>How a report names it: without its user and password.</summary>
    public static string NameOf(string proxy) => proxy == "env" ? "of the environment" : AddressOf(proxy)!.Authority;

    /// <summary>Whether this names a proxy that can be gone through.</summary>
    public static bool IsOne(string proxy) =>
        proxy == "env"
        || AddressOf(proxy) is { Host.Length: > 0, Scheme: "http" or "https" or "socks4" or "socks4a" or "socks5" };

    private static Uri? AddressOf(string proxy) =>
        Uri.TryCreate(
            proxy.Contains("://", StringComparison.Ordinal)
                ? proxy.Replace("socks5h:", "socks5:", StringComparison.Ordinal)
                : "http://" + proxy,
            UriKind.Absolute,
            out var address
        )
            ? address
            : null;
}
