using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gatehouse.Lab.Provider;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Lab.Tests.Provider;

/// <summary>The providers on a port of their own, and a client that follows nothing by itself.</summary>
internal sealed class ProviderHost : IAsyncDisposable
{
    public const string Redirect = "http://127.0.0.1:9/callback";

    private readonly WebApplication _application;

    private ProviderHost(WebApplication application, LabProviders providers, Uri address)
    {
        _application = application;
        Providers = providers;
        Address = address;
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false })
        {
            BaseAddress = address,
            Timeout = TimeSpan.FromSeconds(30),
        };
    }

    public LabProviders Providers { get; }

    public LabProvider Provider => Providers[LabProviders.DefaultTenant];

    public Uri Address { get; }

    public HttpClient Client { get; }

    public static async Task<ProviderHost> StartAsync(TimeProvider? clock = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var application = builder.Build();
        Uri? address = null;
        var providers = new LabProviders(clock ?? TimeProvider.System, () => address!);
        application.Run(async context =>
        {
            if (!await providers.HandleAsync(context))
            {
                context.Response.StatusCode = StatusCodes.Status418ImATeapot;
            }
        });
        await application.StartAsync();
        address = new Uri(
            application
                .Services.GetRequiredService<IServer>()
                .Features.Get<IServerAddressesFeature>()!
                .Addresses.First()
        );
        return new ProviderHost(application, providers, address);
    }

    public Task<HttpResponseMessage> GetAsync(string path) => Client.GetAsync(path);

    public async Task<JsonNode> GetJsonAsync(string path)
    {
        using var answer = await Client.GetAsync(path);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    public Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] form) =>
        Client.PostAsync(
            path,
            new FormUrlEncodedContent(form.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)))
        );

    /// <summary>The document of a good answer.</summary>
    public async Task<JsonNode> PostForAsync(string path, params (string Name, string Value)[] form)
    {
        using var answer = await PostAsync(path, form);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    /// <summary>The status, the error and its description.</summary>
    public async Task<(int Status, string Error, string Description)> PostForErrorAsync(
        string path,
        params (string Name, string Value)[] form
    )
    {
        using var answer = await PostAsync(path, form);
        return await ErrorOf(answer);
    }

    public static async Task<(int Status, string Error, string Description)> ErrorOf(HttpResponseMessage answer)
    {
        var json = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        return ((int)answer.StatusCode, (string)json["error"]!, (string)json["error_description"]!);
    }

    public async Task TurnAsync(string path, object knobs)
    {
        using var answer = await PutAsync(path, JsonSerializer.Serialize(knobs));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    public Task<HttpResponseMessage> PutAsync(string path, string json) =>
        Client.PutAsync(path, new StringContent(json));

    /// <summary>Tokens for alice with the password grant.</summary>
    public Task<JsonNode> SignInAsync(string path = "/idp/token") =>
        PostForAsync(
            path,
            ("grant_type", "password"),
            ("client_id", "lab"),
            ("username", "alice"),
            ("password", "open-sesame")
        );

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _application.DisposeAsync();
        Providers.Dispose();
    }
}
