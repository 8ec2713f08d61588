using System.Net;
using Gatehouse.Client.Flow;
using Gatehouse.Client.Schemes;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gatehouse.Client.Tests.Schemes;

/// <summary>Sends requests with one scheme and nothing around it, until it has nothing more to say.</summary>
internal sealed class SchemeRun(ClientScheme scheme, HttpMessageHandler server) : IDisposable
{
    private const int Most = 20;

    private readonly HttpMessageInvoker _invoker = new(server);

    /// <summary>Why nothing more was tried, of the last request that was refused.</summary>
    public IReadOnlyList<string> Notes { get; private set; } = [];

    /// <summary>What a scheme is given, for one origin or more.</summary>
    public static SchemeContext Context(ISignInPrompt? prompt = null, params string[] origins) =>
        new()
        {
            Client = "orders",
            Origins = [.. origins.DefaultIfEmpty("https://orders.example").Select(origin => new Uri(origin))],
            Clock = TimeProvider.System,
            Logger = NullLogger.Instance,
            Backchannel = null!,
            Prompt = prompt,
        };

    /// <summary>Sends a request.</summary>
    public async Task<HttpStatusCode> SendAsync(string address, HttpMethod? method = null, HttpContent? content = null)
    {
        var token = TestContext.Current.CancellationToken;
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, address) { Content = content };
        if (scheme.Prepare(request) == Preparation.Later)
        {
            await scheme.PrepareAsync(request, token);
        }

        for (var sent = 0; sent < Most; sent++)
        {
            using var response = await _invoker.SendAsync(request, token);
            response.RequestMessage = request;
            if (response.StatusCode != HttpStatusCode.Unauthorized)
            {
                if (scheme.WantsToSee(response))
                {
                    await scheme.AcceptAsync(request, response, token);
                }

                return response.StatusCode;
            }

            var refusal = new Refusal
            {
                Status = response.StatusCode,
                Cause = Causes.Credentials.Missing,
                Challenges =
                [
                    .. ChallengeParser.ReadLeniently([.. response.Headers.NonValidated["WWW-Authenticate"]]).Challenges,
                ],
            };
            Notes = refusal.Notes;
            var challenge = refusal.Challenges.MaxBy(scheme.StrengthFor)!;
            if (scheme.StrengthFor(challenge) == 0 || !await scheme.AnswerAsync(request, refusal, challenge, token))
            {
                return response.StatusCode;
            }
        }

        throw new InvalidOperationException("the scheme never gives up");
    }

    /// <inheritdoc/>
    public void Dispose() => _invoker.Dispose();
}
