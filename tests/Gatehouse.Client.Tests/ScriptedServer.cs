using System.Net;

namespace Gatehouse.Client.Tests;

/// <summary>A server that answers by a script, and keeps what it was asked: for faults and for time that stands still.</summary>
internal sealed class ScriptedServer(Func<ScriptedRequest, HttpResponseMessage> answer) : HttpMessageHandler
{
    private readonly Lock _lock = new();
    private readonly List<ScriptedRequest> _requests = [];

    /// <summary>What it was asked, in order.</summary>
    public IReadOnlyList<ScriptedRequest> Requests
    {
        get
        {
            lock (_lock)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>A refusal.</summary>
    public static HttpResponseMessage Refuse(params string[] challenges) =>
        Answer(HttpStatusCode.Unauthorized, challenges);

    /// <summary>An answer with challenges.</summary>
    public static HttpResponseMessage Answer(HttpStatusCode status, params string[] challenges)
    {
        var response = new HttpResponseMessage(status);
        foreach (var challenge in challenges)
        {
            response.Headers.TryAddWithoutValidation("WWW-Authenticate", challenge);
        }

        return response;
    }

    /// <summary>A refusal in the words of a Gatehouse.</summary>
    public static HttpResponseMessage Explain(
        HttpStatusCode status,
        string cause,
        string? retryAfter = null,
        params string[] challenges
    )
    {
        var response = Answer(status, challenges);
        response.Content = new StringContent(
            $$"""{"cause":"{{cause}}","detail":"As the script has it.","reference":"GH-TEST"}""",
            System.Text.Encoding.UTF8,
            "application/problem+json"
        );
        if (retryAfter is not null)
        {
            response.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        }

        return response;
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        ScriptedRequest asked;
        lock (_lock)
        {
            asked = new(
                _requests.Count,
                request.Method.Method,
                request.RequestUri!,
                request.Headers.NonValidated.ToDictionary(
                    field => field.Key,
                    field => field.Value.ToString(),
                    StringComparer.OrdinalIgnoreCase
                ),
                body
            );
            _requests.Add(asked);
        }

        var response = answer(asked);
        response.RequestMessage = request;
        return response;
    }
}
