using Gatehouse.Lab.Serving;
using Gatehouse.Lab.Steps;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Lab.Exhibits;

/// <summary>Token endpoints that refuse the client, the code, or a refresh token that was used before.</summary>
internal sealed class GrantExhibits(LabParts parts) : IExhibitFamily
{
    private const string Redirect = "http%3A%2F%2F127.0.0.1%3A9%2Fcallback";
    private const string Client = "client_id=lab-confidential&client_secret=lab-secret";

    /// <inheritdoc/>
    public IEnumerable<Exhibit> Exhibits() =>
        [
            new()
            {
                Cause = Causes.Grant.ClientRejected,
                Scene = "This is a token endpoint. The client sends the id of its secret in place of the secret.",
                Client = "Sends the secret's value.",
                Handler = context => AnswerAsync(context, Causes.Grant.ClientRejected),
                Provoke =
                [
                    Ask.Post(
                            "/grant.client-rejected",
                            "grant_type=client_credentials&client_id=lab-confidential&client_secret=secret-id-1"
                        )
                        .Expect(401),
                ],
                Cure = [Ask.Post("/grant.client-rejected", "grant_type=client_credentials&" + Client)],
            },
            new()
            {
                Cause = Causes.Grant.Invalid,
                Scene =
                    "This is a token endpoint. The code comes with another redirect address than it was asked for with.",
                Client = "Begins anew, and names the same address both times: a code can be tried once.",
                Handler = context => AnswerAsync(context, Causes.Grant.Invalid),
                Provoke = [SignIn(), Redeem("http%3A%2F%2F127.0.0.1%3A9%2F").Expect(400)],
                Cure = [SignIn(), Redeem(Redirect)],
            },
            new()
            {
                Cause = Causes.Grant.RequestInvalid,
                Scene = "This is a token endpoint. The client asks for a grant that no server has.",
                Client = "Names one of the grant types that the server's metadata lists.",
                Handler = context => AnswerAsync(context, Causes.Grant.RequestInvalid),
                Provoke = [Ask.Post("/grant.request-invalid", "grant_type=token&" + Client).Expect(400)],
                Cure = [Ask.Post("/grant.request-invalid", "grant_type=client_credentials&" + Client)],
            },
            new()
            {
                Cause = Causes.Token.RefreshReused,
                Scene = "This is a token endpoint where a refresh token works once. The client kept the old one.",
                Client = "Signs in again, and from then on keeps the refresh token of every answer.",
                Handler = context => AnswerAsync(context, Causes.Token.RefreshReused),
                Provoke =
                [
                    Ask.Get("/idp/token.refresh-reused/mint?kind=refresh").Keep("first"),
                    Renew("{first}").Note("the first time it is good"),
                    Renew("{first}").Expect(400),
                ],
                Cure =
                [
                    Ask.Get("/idp/token.refresh-reused/mint?kind=refresh").Keep("second").Note("a new sign-in"),
                    Renew("{second}"),
                ],
            },
        ];

    private static LabStep SignIn() =>
        Ask.Get(
                $"/idp/grant.invalid/authorize?response_type=code&client_id=lab-confidential&redirect_uri={Redirect}&scope=openid&lab_account=alice"
            )
            .Keep("code", "Location", "code=", "&")
            .Expect(302)
            .Note("alice signs in");

    private static LabStep Redeem(string redirect) =>
        Ask.Post("/grant.invalid", $"grant_type=authorization_code&code={{code}}&redirect_uri={redirect}&" + Client);

    private static LabStep Renew(string token) =>
        Ask.Post("/token.refresh-reused", "grant_type=refresh_token&client_id=lab&refresh_token=" + token);

    /// <summary>The token endpoint of the cause's own provider, at the exhibit's address.</summary>
    private async Task AnswerAsync(HttpContext context, Cause cause)
    {
        if (!BadServer.IsBelow(context, ""))
        {
            await LabAnswers.TextAsync(context, StatusCodes.Status404NotFound, "Nothing is here.\n");
            return;
        }

        var path = context.Request.Path;
        context.Request.Path = $"/idp/{cause.Id}/token";
        await parts.Providers.HandleAsync(context);
        context.Request.Path = path;
    }
}
