using LabServer = Gatehouse.Lab.Lab;

namespace Gatehouse.Client.Tests;

/// <summary>A lab, and clients that authenticate there.</summary>
internal sealed class LabClient : IAsyncDisposable
{
    private readonly List<IDisposable> _made = [];

    private LabClient(LabServer lab) => Lab = lab;

    /// <summary>The lab.</summary>
    public LabServer Lab { get; }

    /// <summary>The accounts' password.</summary>
    public const string Password = "open-sesame";

    /// <summary>Starts one.</summary>
    public static async Task<LabClient> StartAsync() =>
        new(await LabServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken));

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
        await Lab.DisposeAsync();
    }
}
