using System.Net.Http.Headers;
using System.Text;
using Gatehouse.Protocol.Json;

namespace Gatehouse.Lab.Provider.Relying;

/// <summary>Asks a provider what a token is worth (RFC 7662), as a site does that cannot read it.</summary>
internal static class Introspection
{
    private static readonly HttpClient _http = new(
        new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }
    )
    {
        Timeout = TimeSpan.FromSeconds(5),
    };

    /// <summary>Asks.</summary>
    /// <returns>The provider's word; its subject is null where the token is not active. Null where it gave none.</returns>
    public static async Task<IntrospectedToken?> AskAsync(
        LabProvider provider,
        string token,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, provider.AddressOf(ProviderEndpoint.Introspect))
        {
            Content = new FormUrlEncodedContent([new("token", token)]),
        };
        var client = ProviderClient.All.First(client => client.Secret is not null);
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic",
            Convert.ToBase64String(Encoding.ASCII.GetBytes($"{client.Id}:{client.Secret}"))
        );
        try
        {
            using var answer = await _http.SendAsync(request, cancellationToken);
            return answer.IsSuccessStatusCode
                ? Read(await answer.Content.ReadAsByteArrayAsync(cancellationToken))
                : null;
        }
        catch (Exception exception)
            when (exception is HttpRequestException or IOException
                || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            )
        {
            return null;
        }
    }

    private static IntrospectedToken? Read(byte[] body) =>
        !StrictJson.TryParseObject(body, out var root, out _)
        || !root.TryGetProperty("active", out var active)
        || active.ValueKind is not (System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False)
            ? null
        : active.GetBoolean() && root.TryGetProperty("sub", out var subject) ? new(subject.GetString())
        : new(Subject: null);
}
