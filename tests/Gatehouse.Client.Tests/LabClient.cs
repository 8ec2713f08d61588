using Gatehouse.Lab;
using LabServer = Gatehouse.Lab.Lab;

namespace Gatehouse.Client.Tests;

/// <summary>A lab, and clients that authenticate there.</summary>
internal sealed class LabClient : IAsyncDisposable
{
    private readonly List<IDisposable> _made = [];

    private readonly HttpClient _plain = new();

    private LabClient(LabServer lab, ShiftedClock clock) => (Lab, Clock) = (lab, clock);

    /// <summary>The lab's clock.</summary>
    public ShiftedClock Clock { get; }

    /// <summary>The lab.</summary>
    public LabServer Lab { get; }

    /// <summary>The accounts' password.</summary>
    public const string Password = "open-sesame";

    /// <summary>Starts one.</summary>
    public static async Task<LabClient> StartAsync()
    {
        var clock = new ShiftedClock();
        var options = new LabOptions { Clock = clock };
        return new(await LabServer.StartAsync(options, TestContext.Current.CancellationToken), clock);
    }

    /// <summary>Whether a request is one to a resource, and not to a provider or a helping hand.</summary>
    public static bool IsToResource(LabRequest request) =>
        !request.Target.StartsWith("/idp/", StringComparison.Ordinal)
        && !request.Target.StartsWith("/_lab/", StringComparison.Ordinal);

    /// <summary>What a helping hand gives: a key, a token.</summary>
    public Task<string> HandAsync(string hand) =>
        _plain.GetStringAsync(new Uri(Lab.Url, "_lab/" + hand), TestContext.Current.CancellationToken);

    /// <summary>A token of the provider that an exhibit trusts.</summary>
    public Task<string> MintAsync(string cause, string order) =>
        _plain.GetStringAsync(new Uri(Lab.Url, $"idp/{cause}/mint?{order}"), TestContext.Current.CancellationToken);

    /// <summary>A client of the main address.</summary>
    public HttpClient With(Action<AuthenticationOptions> configure)
    {
        var options = new AuthenticationOptions().At(Lab.Url);
        configure(options);
        var client = new HttpClient(new AuthenticationHandler(options)) { BaseAddress = Lab.Url };
        _made.Add(client);
        return client;
    }

    /// <summary>How many requests arrived at a path.</summary>
    public int Arrived(string path) =>
        Lab.Requests.Count(request => request.Target.Split('?')[0].TrimStart('/') == path);

    public async ValueTask DisposeAsync()
    {
        _made.ForEach(made => made.Dispose());
        _plain.Dispose();
        await Lab.DisposeAsync();
    }
}
