using System.Globalization;
using System.Text;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Routes;
using Gatehouse.Decisions.Sessions;
using Gatehouse.Gateway.Endpoints;
using Gatehouse.Gateway.Tokens;
using Gatehouse.Protocol.Causes;
using Gatehouse.Providers.SignIn;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Gatehouse.Gateway.SignIn.Oidc;

/// <summary>Sends a person to a provider to sign in: authorization code with PKCE, state and nonce.</summary>
internal sealed class ProviderSignInEndpoint(OidcServices services) : IEndpoint
{
    public string Path => "sign-in/*";

    public bool NeedsSessions => true;

    public bool Identifies => true;

    public async Task AnswerAsync(HttpContext context, Decision decision)
    {
        var path = decision.Facts.Path.Text;
        if (services.Providers().Find(path[(path.LastIndexOf('/') + 1)..]) is not { } provider)
        {
            await RefuseAsync(context, decision, Finding.Failed(Causes.Route.Unknown));
            return;
        }

        if (SessionCookie.NameFor(decision.Facts, decision.Site.Sessions) is null)
        {
            await RefuseAsync(
                context,
                decision,
                Finding.Failed(
                    Causes.Credentials.InsecureTransport,
                    Evidence.ForOperator("problem", "sessions are not held over plain http beyond loopback")
                )
            );
            return;
        }

        if (provider.Client is not { } client)
        {
            await RefuseAsync(
                context,
                decision,
                Finding.Unanswerable(
                    Causes.Server.Configuration,
                    Evidence.ForOperator("problem", $"the client secret of the provider {provider.Name} is missing")
                )
            );
            return;
        }

        await SendAsync(context, decision, provider, client);
    }

    private async Task SendAsync(HttpContext context, Decision decision, OidcProvider provider, OidcClient client)
    {
        var found = await client.FindMetadataAsync(context.RequestAborted);
        if (found.Value is not { } metadata)
        {
            await RefuseAsync(context, decision, found.Refusal!);
            return;
        }

        var site = decision.Site;
        var redirect = OidcServices.RedirectOf(site, provider.Name);
        var rejection = await client.FindRejectionAsync(
            AddressOf(metadata, client.Options, client.Options.Acr, redirect, flow: null, state: "none"),
            redirect,
            context.RequestAborted
        );
        if (rejection is not null)
        {
            await RefuseAsync(context, decision, rejection);
            return;
        }

        var returnTo = SignInAddress.OwnPathOr(OneValue.Of(context.Request.Query[SignInAddress.ReturnParameter]), "/");
        var asked = StrengthFor(decision, returnTo);
        var flow = SignInFlow.Begin(
            provider.Name,
            returnTo,
            decision.Facts.Host,
            asked.Fresh,
            decision.Facts.ReceivedAt,
            out var cookie
        );
        FlowCookies.Set(context, decision.Facts, flow, cookie);
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        context.Response.Headers.Location = AddressOf(
            metadata,
            client.Options,
            asked.Factors > 1 ? StrongAcrOf(provider) : client.Options.Acr,
            redirect,
            flow,
            flow.Close(services.SignIn.Seal)
        ).AbsoluteUri;
    }

    // How fresh and strong a sign-in the page wants that the person goes to: the provider is told, and asks where it must.
    private static SignInStrength StrengthFor(Decision decision, string returnTo)
    {
        var path = CanonicalPath.Read(returnTo);
        var place = decision.Site.Routes.Find(decision.Facts.Host, "GET", path.Text);
        if (place < 0)
        {
            return new(Fresh: null, Factors: 1);
        }

        // A program may ask for more than its page does.
        var route = decision.Site.Routes.All[place];
        return route.Endpoint == AuthorizeEndpoint.Name
            ? AuthorizationReader.StrengthOf(name =>
                QueryHelpers.ParseQuery(path.Query).TryGetValue(name, out var value) ? value.ToString() : null
            )
            : route.StrengthFor("GET");
    }

    // Of the classes that mean two factors those that a sign-in may have at all; where there are none, it asks as always.
    private static IReadOnlyList<string> StrongAcrOf(OidcProvider provider)
    {
        var allowed = provider.Settings.Acr;
        var strong = provider
            .Settings.TwoFactorAcr.Where(acr => allowed.Count == 0 || allowed.Contains(acr, StringComparer.Ordinal))
            .ToArray();
        return strong.Length > 0 ? strong : allowed;
    }

    // Without a flow it is the question whether such a request would be taken: it asks nobody for anything.
    private static Uri AddressOf(
        SignInMetadata metadata,
        SignInOptions options,
        IReadOnlyList<string> acr,
        Uri redirect,
        SignInFlow? flow,
        string state
    )
    {
        var query = new StringBuilder(metadata.Authorization.AbsoluteUri, 1024);
        query.Append(metadata.Authorization.Query.Length == 0 ? '?' : '&');
        query.Append("response_type=code");
        Add("client_id", options.ClientId);
        Add("redirect_uri", redirect.AbsoluteUri);
        Add("scope", string.Join(' ', options.Scopes));
        Add("state", state);
        Add("nonce", flow?.Nonce ?? "none");
        Add("code_challenge", flow?.Challenge ?? "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
        Add("code_challenge_method", "S256");
        if (acr.Count > 0)
        {
            Add("acr_values", string.Join(' ', acr));
        }

        if (flow?.MaxAge is { } age)
        {
            // Half of it, or a sign-in that is taken at the last moment would be too old for the page that it is for.
            Add("max_age", ((long)(age / 2).TotalSeconds).ToString(CultureInfo.InvariantCulture));
        }

        if (flow is null)
        {
            Add("prompt", "none");
        }

        return new Uri(query.ToString());

        void Add(string name, string value) =>
            query.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
    }

    private Task RefuseAsync(HttpContext context, Decision decision, Finding finding) =>
        services.SignIn.Refusals().RespondAsync(context, decision, Refusing.Because(decision, "provider", finding));
}
