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

        var address = new Uri(proxy.Contains("://", StringComparison.Ordinal) ? proxy : "http://" + proxy);
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
}
