using System.Net;

namespace Gatehouse.EndToEnd.Dress;

/// <summary>A real server beside a lab, and a way to ask both the same.</summary>
public sealed class DressedServerSite<TRecipe> : IAsyncLifetime
    where TRecipe : DressedServerRecipe, new()
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly TRecipe _recipe = new();
    private DressedServer _server = null!;
    private Lab.Lab _lab = null!;

    /// <summary>Why nothing can be run, or null.</summary>
    public string? Missing => _recipe.Missing;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (Missing is null)
        {
            _lab = await Lab.Lab.StartAsync();
            _server = await DressedServer.StartAsync(_recipe, "Lab");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await (_server?.DisposeAsync() ?? default);
        await (_lab?.DisposeAsync() ?? default);
    }

    /// <summary>What the real server says.</summary>
    public Task<Refused> ServerAsync(string? authorization, HttpMethod? method = null) =>
        AskAsync(new Uri(_server.Address, _recipe.Path), authorization, method);

    /// <summary>What the real server says where there is something to fetch.</summary>
    public Task<Refused> ContentAsync(string? authorization) =>
        AskAsync(new Uri(_server.Address, _recipe.Content), authorization);

    /// <summary>What the lab says of a cause, dressed as that server.</summary>
    public Task<Refused> LabAsync(string cause, string? authorization, HttpMethod? method = null) =>
        AskAsync(new Uri(_lab.Url, $"{cause}?as={_recipe.Dress}"), authorization, method);

    /// <summary>What becomes of a client that knows Digest, asking the real server.</summary>
    public Task<Refused> ServerAsync(NetworkCredential credential) =>
        AnswerDigestAsync(new Uri(_server.Address, _recipe.Path), credential);

    /// <summary>What becomes of a client that knows Digest, asking the lab.</summary>
    public Task<Refused> LabAsync(string cause, NetworkCredential credential) =>
        AnswerDigestAsync(new Uri(_lab.Url, $"{cause}?as={_recipe.Dress}"), credential);

    private static async Task<Refused> AnswerDigestAsync(Uri address, NetworkCredential credential)
    {
        using var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            Credentials = new CredentialCache { { address, "Digest", credential } },
        };
        using var http = new HttpClient(handler);
        using var response = await http.GetAsync(address);
        return await Refused.ReadAsync(response, address);
    }

    private async Task<Refused> AskAsync(Uri address, string? authorization, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, address);
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        using var response = await _http.SendAsync(request);
        return await Refused.ReadAsync(response, address);
    }
}
