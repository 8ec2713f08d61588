using Gatehouse.Client.Schemes;
using Gatehouse.Client.Tokens;
using Gatehouse.Lab;
using Gatehouse.Lab.Provider;
using Gatehouse.TestKit;
using Microsoft.Extensions.Logging.Abstractions;
using LabServer = Gatehouse.Lab.Lab;

namespace Gatehouse.Client.Tests.Tokens;

/// <summary>A lab's provider and keepers that use it, all by one clock that stands still.</summary>
internal sealed class KeeperTrial : IAsyncDisposable
{
    public const string ClientId = "lab-confidential";
    public const string ClientSecret = "lab-secret";

    private readonly LabServer _lab;
    private readonly List<ITokenKeeper> _keepers = [];
    private readonly HttpClient _backchannel = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    private KeeperTrial(LabServer lab, ManualTimeProvider clock)
    {
        _lab = lab;
        Clock = clock;
    }

    public ManualTimeProvider Clock { get; }

    public LabProvider Provider => _lab.Provider;

    public Uri Resource => _lab.Resource;

    public ISignInPrompt? Prompt { get; set; }

    public List<SessionEnding> Warnings { get; } = [];

    /// <summary>The requests that came to the token endpoint.</summary>
    public IReadOnlyList<ProviderRequest> Asked =>
        [.. Provider.Requests.Where(static request => request.Endpoint == ProviderEndpoint.Token)];

    public static async Task<KeeperTrial> StartAsync()
    {
        var clock = new ManualTimeProvider();
        return new(await LabServer.StartAsync(new LabOptions { Clock = clock }), clock);
    }

    public SchemeContext Context() =>
        new()
        {
            Client = "orders",
            Origins = [new Uri(_lab.Url.GetLeftPart(UriPartial.Authority))],
            Clock = Clock,
            Logger = NullLogger.Instance,
            Backchannel = _backchannel,
            Prompt = Prompt,
            SessionEnding = warning =>
            {
                lock (Warnings)
                {
                    Warnings.Add(warning);
                }
            },
        };

    /// <summary>A keeper, at the lab's provider where nothing else is said.</summary>
    public ITokenKeeper Keeper(Action<BearerOptions> configure, bool atLab = true)
    {
        var options = new BearerOptions();
        if (atLab)
        {
            options.From(Provider.AddressOf(ProviderEndpoint.Token));
        }

        configure(options);
        var keeper = options.CreateKeeper(Context());
        _keepers.Add(keeper);
        return keeper;
    }

    public ITokenKeeper ClientCredentials() =>
        Keeper(static options => options.ClientCredentials(ClientId, ClientSecret));

    /// <summary>Waits for something in the background, moving the clock a little where something waits for it.</summary>
    public async Task<T> DriveAsync<T>(ValueTask<T> task)
    {
        var running = task.AsTask();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!running.IsCompleted)
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
            if (!running.IsCompleted && Clock.UntilNextTimer is { } next && next < TimeSpan.FromSeconds(2.5))
            {
                Clock.Advance(next);
            }
        }

        return await running;
    }

    /// <summary>Waits until something in the background has happened.</summary>
    public static async Task HoldsAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var keeper in _keepers)
        {
            keeper.Dispose();
        }

        _backchannel.Dispose();
        await _lab.DisposeAsync();
    }
}
