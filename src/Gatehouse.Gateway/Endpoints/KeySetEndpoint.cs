using System.Text;
using Gatehouse.Decisions;
using Gatehouse.Protocol.Jose;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Gateway.Endpoints;

/// <summary>The public halves of the keys that sign assertions (RFC 7517).</summary>
internal sealed class KeySetEndpoint : IEndpoint
{
    private readonly byte[] _document;

    public KeySetEndpoint(IEnumerable<SigningKey> keys) =>
        _document = Encoding.UTF8.GetBytes(
            "{\"keys\":[" + string.Join(',', keys.Select(key => key.PublicJwk())) + "]}"
        );

    public string Path => "jwks";

    public Task AnswerAsync(HttpContext context, Decision decision) =>
        EndpointAnswers.JsonAsync(context, StatusCodes.Status200OK, _document, "public, max-age=300");
}
