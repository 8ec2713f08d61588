using Gatehouse.Decisions;
using Gatehouse.Gateway.Endpoints;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Gateway.SignIn;

/// <summary>Tells password managers where passwords are changed (W3C: A Well-Known URL for Changing Passwords).</summary>
internal sealed class ChangePasswordEndpoint : IEndpoint
{
    public string Path => "/.well-known/change-password";

    public bool NeedsSessions => true;

    public Task AnswerAsync(HttpContext context, Decision decision)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = decision.Site.Prefix + "account#password-heading";
        context.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
