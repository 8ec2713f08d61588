using Gatehouse.Lab.Judging;
using Gatehouse.Lab.Steps;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Lab.Exhibits;

/// <summary>Credentials that are missing, unreadable, too many, or of another kind.</summary>
internal sealed class CredentialsExhibits(LabParts parts) : IExhibitFamily
{
    private readonly LabJudge _judge = parts.Judge;

    /// <inheritdoc/>
    public IEnumerable<Exhibit> Exhibits() =>
        [
            new()
            {
                Cause = Causes.Credentials.Missing,
                Scene = "The address wants a name and a password, and the request brings none.",
                Client =
                    "Reads the challenges, picks one that it can answer, and repeats the request with credentials.",
                Browser =
                [
                    "Open the address: the browser asks for a name and a password.",
                    "Give alice and open-sesame.",
                ],
                Routes = [ExhibitRoutes.For(Causes.Credentials.Missing, _judge.Basic)],
                Provoke = [Ask.Get("/credentials.missing").Expect(401)],
                Cure = [Ask.Get("/credentials.missing").Basic(LabAccount.Alice, LabAccount.Password)],
            },
            new()
            {
                Cause = Causes.Credentials.Malformed,
                Scene = "The Authorization field breaks the grammar of HTTP: a quotation mark is never closed.",
                Client = "Mends how it writes the field; sending the same again is of no use.",
                Routes = [ExhibitRoutes.For(Causes.Credentials.Malformed, _judge.Basic)],
                Provoke = [Ask.Get("/credentials.malformed").With("Authorization", "Basic realm=\"Lab").Expect(400)],
                Cure = [Ask.Get("/credentials.malformed").Basic(LabAccount.Alice, LabAccount.Password)],
            },
            new()
            {
                Cause = Causes.Credentials.Unreadable,
                Scene = "The field is well formed, but what stands behind Basic is no Base64.",
                Client = "Encodes name, colon and password with Base64 (RFC 7617).",
                Routes = [ExhibitRoutes.For(Causes.Credentials.Unreadable, _judge.Basic)],
                Provoke =
                [
                    Ask.Get("/credentials.unreadable").With("Authorization", "Basic alice=open-sesame").Expect(401),
                ],
                Cure = [Ask.Get("/credentials.unreadable").Basic(LabAccount.Alice, LabAccount.Password)],
            },
            new()
            {
                Cause = Causes.Credentials.Ambiguous,
                Scene =
                    "Two credentials in one request: Basic, and a key beside it. Neither is guessed to be the one meant.",
                Client = "Sends one.",
                Routes = [ExhibitRoutes.For(Causes.Credentials.Ambiguous, _judge.Basic, _judge.Key)],
                Provoke =
                [
                    Ask.Get("/_lab/key").Keep("key").Note("a key that works"),
                    Ask.Get("/credentials.ambiguous")
                        .Basic(LabAccount.Alice, LabAccount.Password)
                        .Key("{key}")
                        .Expect(400),
                ],
                Cure = [Ask.Get("/credentials.ambiguous").Key("{key}")],
            },
            new()
            {
                Cause = Causes.Credentials.Rejected,
                Scene = "What a stranger is told of a wrong password, an unknown name and a closed account alike.",
                Client = "Asks the person again, once; then stops, so that nobody is locked out.",
                Found = Causes.Password.Wrong,
                Routes = [ExhibitRoutes.For(Causes.Credentials.Rejected, _judge.Basic)],
                Provoke = [Ask.Get("/credentials.rejected").Basic(LabAccount.Alice, "sesame-open").Expect(401)],
                Cure = [Ask.Get("/credentials.rejected").Basic(LabAccount.Alice, LabAccount.Password)],
            },
            new()
            {
                Cause = Causes.Credentials.SchemeUnsupported,
                Scene = "The address takes Basic alone, and the client comes with a bearer token.",
                Client = "Answers one of the challenges that the refusal names.",
                Routes = [ExhibitRoutes.For(Causes.Credentials.SchemeUnsupported, _judge.Basic)],
                Provoke =
                [
                    Ask.Get("/credentials.scheme-unsupported").Bearer("eyJhbGciOiJFUzI1NiJ9.e30.c2ln").Expect(401),
                ],
                Cure = [Ask.Get("/credentials.scheme-unsupported").Basic(LabAccount.Alice, LabAccount.Password)],
            },
            new()
            {
                Cause = Causes.Credentials.InQuery,
                Scene = "A token stands in the address, where this site takes none: addresses end up in logs.",
                Client = "Sends it in the field that the site takes, and takes the one that was in a log for burnt.",
                Routes = [ExhibitRoutes.For(Causes.Credentials.InQuery, _judge.Key)],
                Provoke = [Ask.Get("/credentials.in-query?access_token=eyJhbGciOiJFUzI1NiJ9.e30.c2ln").Expect(401)],
                Cure =
                [
                    Ask.Get("/_lab/key").Keep("key").Note("a key that works"),
                    Ask.Get("/credentials.in-query").Key("{key}"),
                ],
            },
            new()
            {
                Cause = Causes.Credentials.InsecureTransport,
                Scene = "The site wants https, and a proxy in front says that this request came over plain http.",
                Client = "Goes to the https address, and takes the password that went in the clear for burnt.",
                Routes = [ExhibitRoutes.For(Causes.Credentials.InsecureTransport, _judge.Basic)],
                Provoke =
                [
                    Ask.Get("/credentials.insecure-transport")
                        .With("X-Forwarded-For", "192.0.2.7")
                        .With("X-Forwarded-Proto", "http")
                        .Basic(LabAccount.Alice, LabAccount.Password)
                        .Expect(403),
                ],
                Cure =
                [
                    Ask.Get("/credentials.insecure-transport")
                        .At(LabPlace.Tls)
                        .Basic(LabAccount.Alice, LabAccount.Password),
                ],
            },
            new()
            {
                Cause = Causes.Credentials.ShellExpanded,
                Scene =
                    "The account's password holds a dollar sign. A shell that sees it in double quotes puts a variable in its place.",
                Client = "Puts the secret in single quotes, or reads it from a file.",
                Found = Causes.Password.Wrong,
                Told = Causes.Credentials.Rejected,
                Routes = [ExhibitRoutes.For(Causes.Credentials.ShellExpanded, _judge.Basic)],
                Provoke =
                [
                    Ask.Get("/credentials.shell-expanded")
                        .Basic(Dollar.Name, "pa-mint")
                        .Note("what is left of pa$HOME-mint where HOME is empty")
                        .Expect(401),
                ],
                Cure = [Ask.Get("/credentials.shell-expanded").Basic(Dollar.Name, "pa$HOME-mint")],
            },
        ];

    private Gatehouse.Decisions.Users.UserRecord Dollar { get; } =
        parts.Judge.Accounts.Add("dolores", user => user with { PasswordHash = "pa$HOME-mint" });
}
