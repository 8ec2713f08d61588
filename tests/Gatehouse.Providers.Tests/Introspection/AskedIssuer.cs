using System.Collections.Concurrent;
using System.Net;
using Gatehouse.Decisions.Providers;
using Gatehouse.Providers.Introspection;
using Gatehouse.TestKit;

namespace Gatehouse.Providers.Tests.Introspection;

/// <summary>An introspection endpoint in place of the network, and who asks it.</summary>
internal sealed class AskedIssuer : HttpMessageHandler, IAsyncDisposable
{
    public const string Endpoint = "https://old.example/introspect";

    private readonly ConcurrentQueue<string> _questions = new();
    private readonly ConcurrentQueue<string> _told = new();
    private readonly SemaphoreSlim _asked = new(0);
    private int _atOnce;

    public AskedIssuer(Func<IntrospectionOptions, IntrospectionOptions>? change = null)
    {
        var options = new IntrospectionOptions
        {
            Name = "legacy",
            Endpoint = Endpoint,
            ClientId = "gate house",
            ClientSecret = "a:secret",
        };
        Provider = IntrospectionProvider.Create(change?.Invoke(options) ?? options, Clock, _told.Enqueue, this);
    }

    public ManualTimeProvider Clock { get; } = new();

    public IntrospectionProvider Provider { get; }

    /// <summary>What it answers to a token.</summary>
    public Func<string, HttpResponseMessage> Answer { get; set; } = _ => StubHandler.Json(Active());

    /// <summary>Where it waits before it answers; null to answer at once.</summary>
    public TaskCompletionSource? Gate { get; set; }

    /// <summary>The tokens it was asked about, in order.</summary>
    public IReadOnlyList<string> Questions => [.. _questions];

    public IReadOnlyList<string> Told => [.. _told];

    public HttpRequestMessage? Last { get; private set; }

    public string LastForm { get; private set; } = "";

    public int MostAtOnce { get; private set; }

    public static string Active(string more = "") =>
        $$"""{"active":true,"sub":"service-1","scope":"orders:read"{{more}}}""";

    public ValueTask<Introspected> AskAsync(string token = "opaque") =>
        Provider.AskAsync(token, TestContext.Current.CancellationToken);

    /// <summary>Waits until it was asked so many times more.</summary>
    public async Task AskedAsync(int times)
    {
        for (var i = 0; i < times; i++)
        {
            await _asked.WaitAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>What an answer's problem is: the cause and the sentence.</summary>
    public async Task<string> ProblemAsync(string token = "opaque")
    {
        var problem = (await AskAsync(token)).Problem;
        return problem is null
            ? "none"
            : $"{problem.Cause.Id}: {problem.Evidence.FirstOrDefault(each => each.Name == "problem").Value}";
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        LastForm = await request.Content!.ReadAsStringAsync(cancellationToken);
        Last = request;
        var token = WebUtility.UrlDecode(LastForm.Split('&')[0]["token=".Length..]);
        _questions.Enqueue(token);
        MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _atOnce));
        _asked.Release();
        if (Gate is { } gate)
        {
            await gate.Task.WaitAsync(cancellationToken);
        }

        Interlocked.Decrement(ref _atOnce);
        return Answer(token);
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        Gate?.TrySetResult();
        await Provider.DisposeAsync();
        _asked.Dispose();
        Dispose();
    }
}
