using Gatehouse.Decisions;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Gateway.Endpoints;

/// <summary>Says that the process answers; for whoever restarts processes that do not.</summary>
internal sealed class LiveEndpoint : IEndpoint
{
    public string Path => "health/live";

    public Task AnswerAsync(HttpContext context, Decision decision) =>
        EndpointAnswers.JsonAsync(context, 200, "{\"status\":\"live\"}"u8.ToArray());
}
