using System.Net;
using System.Net.Http.Headers;
using BenchmarkDotNet.Attributes;
using Gatehouse.Client;
using Gatehouse.Client.Schemes.Bearer;
using Gatehouse.Client.Schemes.Digest;
using Gatehouse.Client.Schemes.Key;
using Gatehouse.Client.Tokens;

namespace Gatehouse.Benchmarks;

/// <summary>
/// What authentication adds to a request whose credentials are at hand: the same request again and again through a chain
/// of handlers that ends in memory.
/// </summary>
[MemoryDiagnoser]
public class ClientBenchmarks : IDisposable
{
    private const string Secret = "eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJzdWIiOiJzZXJ2aWNlLTEifQ.c2lnbmF0dXJl";
    private const string Origin = "https://orders.example";

    private readonly HttpRequestMessage _request = new(HttpMethod.Get, Origin + "/orders/1");
    private readonly List<HttpMessageInvoker> _made = [];
    private HttpMessageInvoker _bare = null!;
    private HttpMessageInvoker _constant = null!;
    private HttpMessageInvoker _awaited = null!;
    private HttpMessageInvoker _bearer = null!;
    private HttpMessageInvoker _key = null!;
    private HttpMessageInvoker _digest = null!;

    /// <summary>Whether the answer is there at once, or after a turn of the thread pool.</summary>
    [Params(true, false)]
    public bool Synchronous { get; set; }

    /// <summary>Builds the chains, and has each learn what it needs.</summary>
    [GlobalSetup]
    public async Task SetUpAsync()
    {
        _bare = Make(new PassingHandler(Server()));
        _constant = Make(new ConstantHandler(Server()));
        _awaited = Make(new AwaitingHandler(Server()));
        _bearer = Make(options => options.Bearer(bearer => bearer.Delegate((_, _) => new(new AccessToken(Secret)))));
        _key = Make(options => options.Key("X-Api-Key", Secret));
        _digest = Make(options => options.Digest("alice", "wonder"));
        foreach (var chain in _made)
        {
            using var response = await chain.SendAsync(_request, CancellationToken.None);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                throw new InvalidOperationException("A chain does not get in.");
            }
        }
    }

    /// <summary>Nothing but a handler that passes on.</summary>
    [Benchmark(Baseline = true)]
    public Task<HttpResponseMessage> Bare() => _bare.SendAsync(_request, CancellationToken.None);

    /// <summary>A handler that sets a constant field.</summary>
    [Benchmark]
    public Task<HttpResponseMessage> ConstantField() => _constant.SendAsync(_request, CancellationToken.None);

    /// <summary>A handler that awaits a token from a cache, makes a field value of it and awaits the answer.</summary>
    [Benchmark]
    public Task<HttpResponseMessage> AwaitedToken() => _awaited.SendAsync(_request, CancellationToken.None);

    /// <summary>Ours with an access token at hand.</summary>
    [Benchmark]
    public Task<HttpResponseMessage> Bearer() => _bearer.SendAsync(_request, CancellationToken.None);

    /// <summary>Ours with a key.</summary>
    [Benchmark]
    public Task<HttpResponseMessage> Key() => _key.SendAsync(_request, CancellationToken.None);

    /// <summary>Ours with Digest (SHA-256), ahead of the challenge.</summary>
    [Benchmark]
    public Task<HttpResponseMessage> Digest() => _digest.SendAsync(_request, CancellationToken.None);

    /// <inheritdoc/>
    public void Dispose()
    {
        _made.ForEach(made => made.Dispose());
        _request.Dispose();
        GC.SuppressFinalize(this);
    }

    private MemoryServer Server() => new(Synchronous);

    private HttpMessageInvoker Make(Action<AuthenticationOptions> configure)
    {
        var options = new AuthenticationOptions().At(Origin);
        configure(options);
        return Make(new AuthenticationHandler(options, Server()));
    }

    private HttpMessageInvoker Make(HttpMessageHandler chain)
    {
        var made = new HttpMessageInvoker(chain);
        _made.Add(made);
        return made;
    }

    private sealed class PassingHandler(HttpMessageHandler inner) : DelegatingHandler(inner);

    private sealed class ConstantHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            request.Headers.Remove("Authorization");
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + Secret);
            return base.SendAsync(request, cancellationToken);
        }
    }

    // As packages that manage tokens describe themselves: a token comes out of a cache for every request.
    private sealed class AwaitingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private readonly System.Collections.Concurrent.ConcurrentDictionary<string, string> _cache = new(
            StringComparer.Ordinal
        )
        {
            ["orders"] = Secret,
        };

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var token = await FindAsync("orders");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            var response = await base.SendAsync(request, cancellationToken);
            return response;
        }

        private async ValueTask<string> FindAsync(string name)
        {
            if (_cache.TryGetValue(name, out var token))
            {
                return token;
            }

            await Task.Yield();
            return "";
        }
    }

    /// <summary>Asks for Digest where nothing came, and lets in whatever came.</summary>
    private sealed class MemoryServer : HttpMessageHandler
    {
        private readonly HttpResponseMessage _answer = new(HttpStatusCode.OK);
        private readonly Task<HttpResponseMessage> _ok;
        private readonly bool _synchronous;
        private bool _isOpen;

        public MemoryServer(bool synchronous) => (_synchronous, _ok) = (synchronous, Task.FromResult(_answer));

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            if (!_isOpen && request.Headers.NonValidated.Count == 0)
            {
                _isOpen = true;
                var refusal = new HttpResponseMessage(HttpStatusCode.Unauthorized) { RequestMessage = request };
                refusal.Headers.TryAddWithoutValidation(
                    "WWW-Authenticate",
                    "Digest realm=\"Orders\", nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", qop=\"auth\", algorithm=SHA-256"
                );
                return Task.FromResult(refusal);
            }

            _answer.RequestMessage = request;
            return _synchronous ? _ok : LaterAsync();
        }

        private async Task<HttpResponseMessage> LaterAsync()
        {
            await Task.Yield();
            return _answer;
        }
    }
}
