using Gatehouse.Lab.Provider.Relying;
using Gatehouse.Lab.Serving;
using Gatehouse.Lab.Steps;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Lab.Exhibits;

/// <summary>Sign-ins at an OpenID provider that fails, lies, is away, or knows people that the site does not.</summary>
internal sealed class ProviderExhibits(LabParts parts) : IExhibitFamily
{
    /// <inheritdoc/>
    public IEnumerable<Exhibit> Exhibits() =>
        [
            Of(
                Causes.Provider.Unreachable,
                "The provider is away, so nobody can sign in. Its knobs say so.",
                "Waits as long as Retry-After says, and keeps its credentials.",
                [
                    Turn(Causes.Provider.Unreachable, "{\"outages\":{\"all\":\"refuse\"}}"),
                    Begin(Causes.Provider.Unreachable),
                ],
                reset: true
            ),
            Of(
                Causes.Provider.Misconfigured,
                "The provider calls itself otherwise in its metadata than the site has it configured.",
                "Tells whoever runs the site; nothing a client sends helps.",
                [
                    Turn(Causes.Provider.Misconfigured, "{\"metadata-issuer\":\"https://old-name.example\"}"),
                    Begin(Causes.Provider.Misconfigured),
                ],
                reset: true
            ),
            Of(
                Causes.Provider.LoginFailed,
                "The provider sends the browser back with an error: the account is locked there.",
                "Has the person sort it out at the provider, and begins again.",
                SignIn(Causes.Provider.LoginFailed, LabAccount.Locked)
            ),
            Of(
                Causes.Provider.StateMismatch,
                "The way back from the provider is opened in a browser that did not begin this sign-in.",
                "Begins again, in the browser where it is to end.",
                Elsewhere()
            ),
            Of(
                Causes.Provider.NonceMismatch,
                "The ID token carries another nonce than was sent: it belongs to another sign-in.",
                "Begins again; a token that was slipped in does not work.",
                [
                    Turn(Causes.Provider.NonceMismatch, "{\"break-nonce\":true}"),
                    .. SignIn(Causes.Provider.NonceMismatch, LabAccount.Alice),
                ],
                reset: true
            ),
            Of(
                Causes.Provider.AccountUnlinked,
                "The provider knows the person, and the site has no account for them.",
                "Signs in as somebody who has an account here, or asks for one.",
                SignIn(Causes.Provider.AccountUnlinked, "stranger")
            ),
            Of(
                Causes.Provider.ClockSkewed,
                "The provider's clock is ten minutes ahead, so its ID token begins in the future.",
                "Tells whoever runs the site; the clocks have to be set.",
                [
                    Turn(Causes.Provider.ClockSkewed, "{\"clock-skew\":\"10m\"}"),
                    .. SignIn(Causes.Provider.ClockSkewed, LabAccount.Alice),
                ],
                reset: true
            ),
            OutageAs401(),
        ];

    private Exhibit Of(Cause cause, string scene, string client, LabStep[] provoke, bool reset = false)
    {
        var site = new Lazy<RelyingParty>(() => new RelyingParty(parts, cause));
        return new()
        {
            Cause = cause,
            Scene = scene,
            Client = client,
            Handler = context => site.Value.HandleAsync(context),
            Provoke = [.. provoke[..^1], provoke[^1].Expect(cause.Status)],
            Cure = [.. reset ? [Reset(cause)] : Array.Empty<LabStep>(), .. SignIn(cause, LabAccount.Alice)],
            Browser =
            [
                $"Open {{main}}{cause.Id} and choose an account.",
                $"What the provider does is told at {{main}}idp/{cause.Id}/knobs.",
            ],
        };
    }

    private Exhibit OutageAs401()
    {
        var cause = Causes.Provider.OutageAs401;
        return new()
        {
            Cause = cause,
            Scene =
                "The server asks its provider about each token, and takes the silence of a provider that is away for a no.",
            Client = "Keeps its token, waits, and tries again; it does not renew in a loop.",
            Handler = AnswerAsync,
            Provoke =
            [
                Ask.Get($"/idp/{cause.Id}/mint?kind=opaque").Keep("token"),
                Turn(cause, "{\"outages\":{\"introspect\":\"503\"}}"),
                Ask.Get("/" + cause.Id).Bearer("{token}").Expect(401),
            ],
            Cure =
            [
                Reset(cause),
                Ask.Get("/" + cause.Id).Bearer("{token}").Note("the same token, now that the provider is back"),
            ],
        };
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var cause = Causes.Provider.OutageAs401;
        var subject =
            context.Request.Headers.Authorization is [{ } field]
            && CredentialsParser.TryParse(field, out var credentials, out _)
            && credentials!.Is("Bearer")
            && credentials.Token68 is { } token
                ? (
                    await new LabIntrospector(parts.Providers[cause.Id], parts.Clock).AskAsync(
                        token,
                        context.RequestAborted
                    )
                )
                    .Claims
                    ?.Subject
                : null;
        if (subject is not null)
        {
            await LabAnswers.CuredAsync(context, cause, subject);
            return;
        }

        await BadServer.RefuseAsync(
            context,
            StatusCodes.Status401Unauthorized,
            ChallengeWriter.Write(Challenge.Create("Bearer", ("realm", "Lab"), ("error", "invalid_token"))),
            "Unauthorized"
        );
    }

    private static LabStep Turn(Cause cause, string knobs) =>
        Ask.Send("PUT", $"/idp/{cause.Id}/knobs").With("Content-Type", "application/json") with
        {
            Body = knobs,
            Note = "the provider is told how to behave",
        };

    private static LabStep Reset(Cause cause) =>
        Ask.Send("DELETE", $"/idp/{cause.Id}/knobs").Note("the provider behaves again");

    private static LabStep Begin(Cause cause) => Ask.Get($"/{cause.Id}?account=alice").WithCookies();

    private static LabStep[] SignIn(Cause cause, string account) =>
        [
            Ask.Get($"/{cause.Id}?account={account}").WithCookies().Keep("authorize", "Location", "/idp/").Expect(302),
            Ask.Get("/idp/{authorize}")
                .Keep("callback", "Location", $"/{cause.Id}/")
                .Expect(302)
                .Note("at the provider"),
            Ask.Get($"/{cause.Id}/{{callback}}").WithCookies().Note("back at the site"),
        ];

    private static LabStep[] Elsewhere()
    {
        var steps = SignIn(Causes.Provider.StateMismatch, LabAccount.Alice);
        steps[^1] = steps[^1] with { Cookies = false, Note = "in another browser" };
        return steps;
    }
}
