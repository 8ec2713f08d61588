using System.Text.Json.Nodes;
using Gatehouse.EndToEnd.Labs;
using Gatehouse.Lab;
using LabServer = Gatehouse.Lab.Lab;

[assembly: AssemblyFixture(typeof(LabFixture))]

namespace Gatehouse.EndToEnd.Labs;

/// <summary>One lab for the tests that only ask it: each takes an exhibit of its own.</summary>
public sealed class LabFixture : IAsyncLifetime
{
    private readonly HttpClient _client = new();

    /// <summary>The lab.</summary>
    public LabServer Lab { get; private set; } = null!;

    /// <summary>The ids of every cause that the lab makes.</summary>
    public static TheoryData<string> Ids { get; } = [.. LabCauses.Made.Select(cause => cause.Id)];

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => Lab = await LabServer.StartAsync();

    /// <summary>What the lab says of a cause: its title, status, and the lines that meet and cure it.</summary>
    public async Task<JsonObject> DescribeAsync(string id) =>
        JsonNode.Parse(await _client.GetStringAsync(new Uri(Lab.Url, "_lab/causes/" + id)))!.AsObject();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Lab.DisposeAsync();
    }
}
