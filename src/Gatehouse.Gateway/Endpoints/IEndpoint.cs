using Gatehouse.Decisions;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Gateway.Endpoints;

/// <summary>One endpoint of the gateway's own.</summary>
internal interface IEndpoint
{
    /// <summary>The path below the prefix, as routes write it: <c>causes/*</c>.</summary>
    string Path { get; }

    /// <summary>Answers a request that was granted.</summary>
    Task AnswerAsync(HttpContext context, Decision decision);
}
