using Gatehouse.Client;

namespace Gatehouse.EndToEnd.Clients;

/// <summary>A client that authenticates, and what it really sent.</summary>
internal sealed class CountedClient : IDisposable
{
    private readonly Counter _counter = new(new SocketsHttpHandler { UseCookies = false });

    /// <summary>A client for one address.</summary>
    public CountedClient(Uri address, Action<AuthenticationOptions> configure)
    {
        var options = new AuthenticationOptions().At(address.GetLeftPart(UriPartial.Authority));
        configure(options);
        Http = new HttpClient(new AuthenticationHandler(options, _counter)) { BaseAddress = address };
    }

    /// <summary>The client.</summary>
    public HttpClient Http { get; }

    /// <summary>How many requests went out.</summary>
    public int Sent => _counter.Sent;

    /// <summary>How many of them had credentials.</summary>
    public int SentWithCredentials => _counter.SentWithCredentials;

    /// <summary>Gets an address, and gives the status.</summary>
    public async Task<int> GetAsync(string target)
    {
        using var response = await Http.GetAsync(
            new Uri(target, UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        return (int)response.StatusCode;
    }

    /// <inheritdoc/>
    public void Dispose() => Http.Dispose();

    private sealed class Counter(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private int _sent;
        private int _sentWithCredentials;

        public int Sent => Volatile.Read(ref _sent);

        public int SentWithCredentials => Volatile.Read(ref _sentWithCredentials);

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            Interlocked.Increment(ref _sent);
            if (request.Headers.NonValidated.Contains("Authorization"))
            {
                Interlocked.Increment(ref _sentWithCredentials);
            }

            return base.SendAsync(request, cancellationToken);
        }
    }
}
