using System.Net;
using System.Text;

namespace Gatehouse.Gateway.Forwarding;

/// <summary>A site behind the gateway: its addresses, its connections, what it asks for itself.</summary>
internal sealed class Upstream : IDisposable
{
    private readonly string[] _addresses;
    private uint _turn;

    public Upstream(UpstreamOptions options)
    {
        Name = options.Name;
        Audience = options.Audience ?? options.Name;
        Credentials = options.Credentials;
        ActivityTimeout = options.Timeout;
        _addresses = [.. options.Addresses.Select(address => address.GetLeftPart(UriPartial.Path).TrimEnd('/'))];
        UsesOwnHost = options.Addresses.Any(address => address.Scheme == Uri.UriSchemeHttps);
        Invoker = new HttpMessageInvoker(
            new SocketsHttpHandler
            {
                UseProxy = options.Proxy is not null,
                Proxy = options.Proxy is null ? null : new WebProxy(options.Proxy),
                AllowAutoRedirect = false,
                AutomaticDecompression = DecompressionMethods.None,
                UseCookies = false,
                EnableMultipleHttp2Connections = true,
                ConnectTimeout = options.ConnectTimeout,
                PooledConnectionLifetime = TimeSpan.FromMinutes(10),
                ActivityHeadersPropagator = null,

                // Names travel as UTF-8 where they are not ASCII; every other field as the octets that came.
                RequestHeaderEncodingSelector = static (name, _) =>
                    name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)
                        ? Encoding.UTF8
                        : Encoding.Latin1,
                ResponseHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
            },
            disposeHandler: true
        );
    }

    public string Name { get; }

    public string Audience { get; }

    /// <summary>The value of <c>Authorization</c> that the upstream itself asks for, or null.</summary>
    public string? Credentials { get; }

    public TimeSpan ActivityTimeout { get; }

    /// <summary>Whether the upstream is asked under its own name, for which its certificate is, and not under the client's.</summary>
    public bool UsesOwnHost { get; }

    public HttpMessageInvoker Invoker { get; }

    /// <summary>The address whose turn it is, without a final slash.</summary>
    public string NextAddress() =>
        _addresses.Length == 1 ? _addresses[0] : _addresses[Interlocked.Increment(ref _turn) % (uint)_addresses.Length];

    public void Dispose() => Invoker.Dispose();
}
