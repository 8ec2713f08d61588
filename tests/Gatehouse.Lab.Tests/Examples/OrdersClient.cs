using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Gatehouse.Lab.Tests.Examples;

/// <summary>A client as somebody might have written it, for the example in the documentation to test.</summary>
internal sealed class OrdersClient(Uri orders, Uri tokenEndpoint)
{
    private static readonly HttpClient Http = new();

    public async Task<string> ListAsync()
    {
        var answer = await AskAsync();
        if (answer.StatusCode == HttpStatusCode.Unauthorized)
        {
            answer = await AskAsync();
        }

        answer.EnsureSuccessStatusCode();
        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        return body["orders"]!.ToJsonString();
    }

    private async Task<HttpResponseMessage> AskAsync()
    {
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["grant_type"] = "password",
                ["client_id"] = "lab",
                ["username"] = LabAccount.Alice,
                ["password"] = LabAccount.Password,
            }
        );
        using var answer = await Http.PostAsync(tokenEndpoint, form);
        answer.EnsureSuccessStatusCode();
        var token = (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["access_token"]!;
        using var request = new HttpRequestMessage(HttpMethod.Get, orders);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await Http.SendAsync(request);
    }
}
