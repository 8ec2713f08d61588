using System.Text.Encodings.Web;
using System.Text.Json;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Sessions;
using Gatehouse.Gateway.Endpoints;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Gateway.SignIn;

/// <summary>Says who is signed in and when it ends. GET counts as no activity; POST renews.</summary>
internal sealed class SessionEndpoint(SignInServices services, bool renews) : IEndpoint
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Path => "session";

    public string Name => renews ? "session (renew)" : "session";

    public IReadOnlyList<string> Methods => renews ? ["POST"] : ["GET", "HEAD"];

    public bool NeedsSessions => true;

    public bool NeedsSignIn => true;

    public bool CountsAsUse => renews;

    public async Task AnswerAsync(HttpContext context, Decision decision)
    {
        var principal = decision.Principal!;
        var session = await services.Sessions.FindSessionByIdAsync(principal.SessionId!, context.RequestAborted);
        if (session is null)
        {
            throw new StoreUnavailableException("A session in force is not in the store.");
        }

        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("user", principal.Name);
            json.WriteStartArray("roles");
            foreach (var role in principal.Roles)
            {
                json.WriteStringValue(role);
            }

            json.WriteEndArray();
            var (rules, now) = (decision.Site.Sessions, decision.Facts.ReceivedAt);
            json.WriteNumber("idle-ends-in", Seconds(session.LastUsedAt + rules.Idle - now));
            json.WriteNumber("absolute-ends-in", Seconds(session.StartedAt + rules.Absolute - now));

            // For forms of the site's own pages that browsers say nothing of, and for scripts behind other proxies.
            json.WriteString("csrf-token", services.FormTokens.Create(principal.SessionId!));
            json.WriteEndObject();
        }

        await EndpointAnswers.JsonAsync(context, StatusCodes.Status200OK, stream.ToArray());
    }

    private static long Seconds(TimeSpan time) => Math.Max(0, (long)time.TotalSeconds);
}
