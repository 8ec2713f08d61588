using Gatehouse.Decisions;
using Gatehouse.Gateway.Forwarding;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Gateway.Endpoints;

/// <summary>The public halves of the keys that sign assertions (RFC 7517).</summary>
internal sealed class KeySetEndpoint(AssertionKeys keys) : IEndpoint
{
    public string Path => "jwks";

    public Task AnswerAsync(HttpContext context, Decision decision) =>
        EndpointAnswers.JsonAsync(context, StatusCodes.Status200OK, keys.KeySet, "public, max-age=300");
}
