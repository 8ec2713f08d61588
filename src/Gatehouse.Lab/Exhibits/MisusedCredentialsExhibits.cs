using Gatehouse.Lab.Hands;
using Gatehouse.Lab.Judging;
using Gatehouse.Lab.Serving;
using Gatehouse.Lab.Steps;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Lab.Exhibits;

/// <summary>Credentials that are good, and not these, not here, not all of them, or not sent.</summary>
internal sealed class MisusedCredentialsExhibits(LabParts parts) : IExhibitFamily
{
    private const string Carla = "carla";
    private const string Clara = "clara";
    private const string NewPassword = "new-sesame";

    private readonly LabJudge _judge = parts.Judge;

    /// <inheritdoc/>
    public IEnumerable<Hand> Hands() =>
        [
            new(
                "password",
                "POST changes the password of ?user= to ?new=; the accounts of the exhibits alone have one that can be changed.",
                context => new(ChangePassword(context.Request))
            ),
        ];

    /// <inheritdoc/>
    public IEnumerable<Exhibit> Exhibits() =>
        [
            new()
            {
                Cause = Causes.Credentials.WrongKind,
                Scene = "The person's password stands where a key is due.",
                Client = "Makes a key for the program, and sends that.",
                Found = Causes.Key.Unknown,
                Routes = [ExhibitRoutes.For(Causes.Credentials.WrongKind, _judge.Key)],
                Provoke = [Ask.Get("/credentials.wrong-kind").Key(LabAccount.Password).Expect(401)],
                Cure =
                [
                    Ask.Get("/_lab/key").Keep("key").Note("a key that works"),
                    Ask.Get("/credentials.wrong-kind").Key("{key}"),
                ],
            },
            new()
            {
                Cause = Causes.Credentials.Superfluous,
                Scene =
                    "The address is open to everybody, and the server refuses wrong credentials there all the same.",
                Client = "Tries without credentials.",
                Handler = context =>
                    context.Request.Headers.Authorization.Count == 0 || BadServer.IsAlice(context)
                        ? LabAnswers.CuredAsync(context, Causes.Credentials.Superfluous, user: null)
                        : UnauthorizedAsync(context),
                Provoke = [Ask.Get("/credentials.superfluous").Bearer("ended-long-ago").Expect(401)],
                Cure = [Ask.Get("/credentials.superfluous")],
            },
            Changed(
                Causes.Credentials.StaleCached,
                "The password was changed, and the program's own store (a keychain, a docker login) still gives out the old one.",
                "Removes the entry from the store, and asks the person again.",
                Carla
            ),
            Changed(
                Causes.Credentials.CachedByBrowser,
                "The browser remembers the old password for this realm and sends it by itself.",
                "Is closed, or asked for the address with another name before the host, so that it forgets.",
                Clara
            ) with
            {
                Browser =
                [
                    "Open the address and sign in as clara with open-sesame.",
                    $"Change her password: curl -X POST '{{main}}/_lab/password?user=clara&new={NewPassword}'",
                    "Reload: the browser sends the old password, gets 401, and asks again.",
                ],
            },
            new()
            {
                Cause = Causes.Credentials.NameForm,
                Scene = "The account's name is nadia@lab.example, and the client signs in with LAB\\nadia.",
                Client = "Tries the other forms of the name with the person, one at a time.",
                Found = Causes.User.Unknown,
                Told = Causes.Credentials.Rejected,
                Routes = [ExhibitRoutes.For(Causes.Credentials.NameForm, _judge.Basic)],
                Provoke = [Ask.Get("/credentials.name-form").Basic("LAB\\nadia", LabAccount.Password).Expect(401)],
                Cure = [Ask.Get("/credentials.name-form").Basic(Nadia.Name, LabAccount.Password)],
            },
            new()
            {
                Cause = Causes.Credentials.NotSent,
                Scene =
                    "The program was given a password, and the request goes out without it: a library that waits to be asked, a fetch without credentials.",
                Client = "Answers the challenge, or sends credentials from the first request on.",
                Found = Causes.Credentials.Missing,
                Routes = [ExhibitRoutes.For(Causes.Credentials.NotSent, _judge.Basic)],
                Provoke =
                [
                    Ask.Get("/credentials.not-sent").Note("what a client sends that waits to be asked").Expect(401),
                ],
                Cure = [Ask.Get("/credentials.not-sent").Basic(LabAccount.Alice, LabAccount.Password)],
            },
            new()
            {
                Cause = Causes.Credentials.Incomplete,
                Scene =
                    "The credentials are an application's id and a key, each in a field of its own, and only the key was sent.",
                Client = "Sends both.",
                Handler = context =>
                    context.Request.Headers["X-App-Id"] == "lab"
                    && context.Request.Headers["X-App-Key"] == BadServer.Token
                        ? LabAnswers.CuredAsync(context, Causes.Credentials.Incomplete, LabAccount.Alice)
                        : BadServer.RefuseAsync(
                            context,
                            StatusCodes.Status401Unauthorized,
                            challenge: null,
                            "Unauthorized"
                        ),
                Provoke = [Ask.Get("/credentials.incomplete").With("X-App-Key", BadServer.Token).Expect(401)],
                Cure = [Ask.Get("/credentials.incomplete").With("X-App-Id", "lab").With("X-App-Key", BadServer.Token)],
            },
            new()
            {
                Cause = Causes.Credentials.SecondGate,
                Scene =
                    "A lock in front of the application wants Basic, and the application wants a token, in the same field.",
                Client = "Gives the lock its password, and the application its token in the other field that it reads.",
                Handler = SecondGateAsync,
                Provoke = [Ask.Get("/credentials.second-gate").Bearer(BadServer.Token).Expect(401)],
                Cure =
                [
                    Ask.Get("/credentials.second-gate")
                        .Basic(LabAccount.Alice, LabAccount.Password)
                        .With("X-Access-Token", BadServer.Token),
                ],
            },
        ];

    private Gatehouse.Decisions.Users.UserRecord Nadia { get; } = parts.Judge.Accounts.Add("nadia@lab.example");

    private string? ChangePassword(HttpRequest request)
    {
        var user = request.Query["user"].ToString();
        var password = request.Query["new"].ToString();
        if (!HttpMethods.IsPost(request.Method) || user is not (Carla or Clara) || password.Length == 0)
        {
            return null;
        }

        _judge.Accounts.Add(user, account => account with { PasswordHash = password });
        return "changed\n";
    }

    private Exhibit Changed(Cause cause, string scene, string client, string user)
    {
        _judge.Accounts.Add(user);
        var path = "/" + cause.Id;
        return new()
        {
            Cause = cause,
            Scene = scene,
            Client = client,
            Found = Causes.Password.Wrong,
            Told = Causes.Credentials.Rejected,
            Routes = [ExhibitRoutes.For(cause, _judge.Basic)],
            Provoke =
            [
                Ask.Post($"/_lab/password?user={user}&new={LabAccount.Password}").Note("the password, as it was"),
                Ask.Get(path).Basic(user, LabAccount.Password),
                Ask.Post($"/_lab/password?user={user}&new={NewPassword}").Note("the password is changed"),
                Ask.Get(path).Basic(user, LabAccount.Password).Expect(401),
            ],
            Cure = [Ask.Get(path).Basic(user, NewPassword)],
        };
    }

    private static Task SecondGateAsync(HttpContext context) =>
        !BadServer.IsAlice(context) ? UnauthorizedAsync(context)
        : context.Request.Headers["X-Access-Token"] == BadServer.Token
            ? LabAnswers.CuredAsync(context, Causes.Credentials.SecondGate, LabAccount.Alice)
        : BadServer.RefuseAsync(
            context,
            StatusCodes.Status401Unauthorized,
            BadServer.BearerChallenge,
            "Token missing: X-Access-Token"
        );

    private static Task UnauthorizedAsync(HttpContext context) =>
        BadServer.RefuseAsync(context, StatusCodes.Status401Unauthorized, BadServer.BasicChallenge, "Unauthorized");
}
