using System.Buffers.Text;
using System.Net;
using System.Text.Json;

namespace Gatehouse.Client.Tests.Proofs;

/// <summary>A resource that wants its nonce in every proof (RFC 9449 section 9), and takes each proof once.</summary>
internal sealed class DpopServer : HttpMessageHandler
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>The nonce of now.</summary>
    public string Nonce { get; set; } = "first";

    /// <summary>The challenges of a refusal, a line each.</summary>
    public string[] Challenges { get; init; } = ["DPoP error=\"use_dpop_nonce\""];

    /// <summary>How many requests came.</summary>
    public int Came { get; private set; }

    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        lock (_gate)
        {
            Came++;
            Assert.Equal("DPoP", request.Headers.Authorization?.Scheme);
            var proof = Assert.Single(request.Headers.GetValues("DPoP"));
            Assert.True(_seen.Add(proof), "a proof came twice");
            var claims = JsonElement.Parse(Base64Url.DecodeFromChars(proof.Split('.')[1]));
            var isRight = claims.TryGetProperty("nonce", out var nonce) && nonce.GetString() == Nonce;
            var response = new HttpResponseMessage(isRight ? HttpStatusCode.OK : HttpStatusCode.Unauthorized)
            {
                RequestMessage = request,
            };
            response.Headers.TryAddWithoutValidation("DPoP-Nonce", Nonce);
            if (!isRight)
            {
                response.Headers.TryAddWithoutValidation("WWW-Authenticate", Challenges);
            }

            return Task.FromResult(response);
        }
    }
}
