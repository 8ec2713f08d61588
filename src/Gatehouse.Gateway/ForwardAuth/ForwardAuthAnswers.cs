using System.Text;
using Gatehouse.AspNetCore.Answers;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Identity;
using Gatehouse.Gateway.Forwarding;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Gatehouse.Gateway.ForwardAuth;

/// <summary>What a site answers proxies with: the identity on a grant, tickets for its refusals.</summary>
internal sealed class ForwardAuthAnswers(
    IdentityHeaders identity,
    Assertions assertions,
    RefusalTickets tickets,
    Uri publicUrl
)
{
    public IdentityHeaders Identity { get; } = identity;

    public RefusalTickets Tickets { get; } = tickets;

    /// <summary>
    /// Lets the request pass. Every identity header is there, empty where nothing is to be said: a proxy that copies
    /// headers replaces what the client sent only by what it finds.
    /// </summary>
    public void Grant(HttpContext context, Decision decision, IReadOnlyDictionary<string, Upstream> upstreams)
    {
        var principal = decision.Principal;
        var route = decision.Route!;
        var headers = context.Response.Headers;
        context.Response.StatusCode = StatusCodes.Status200OK;
        context.Response.ContentLength = 0;
        headers.CacheControl = "no-store";
        GrantedFields.Apply(context, decision);

        // The proxy puts it in the place of the client's: a session is between the person and the gateway.
        headers[HeaderNames.Cookie] = string.Join(
            "; ",
            (IEnumerable<string?>)GatewayCookies.Without(context.Request.Headers.Cookie)
        );
        headers[Identity.User] = Octets(principal?.Name);
        headers[Identity.Email] = Octets(principal?.Email);
        headers[Identity.Groups] = Octets(principal?.RolesText);
        headers[Identity.Scopes] = Octets(principal?.ScopesText);
        headers[IdentityHeaders.Assertion] =
            principal is not null && route.Assertion
                ? assertions.For(
                    principal,
                    route.Upstream is { } name ? upstreams[name].Audience : publicUrl.GetLeftPart(UriPartial.Authority)
                )
                : "";
    }

    // Names travel as UTF-8; the server writes one octet for one character.
    private static string Octets(string? text) =>
        text is null ? ""
        : Ascii.IsValid(text) ? text
        : Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));
}
