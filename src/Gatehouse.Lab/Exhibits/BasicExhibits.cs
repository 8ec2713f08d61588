using System.Text;
using Gatehouse.Decisions.Users;
using Gatehouse.Lab.Judging;
using Gatehouse.Lab.Steps;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Lab.Exhibits;

/// <summary>Basic credentials that the client encodes in another way than the server reads them.</summary>
internal sealed class BasicExhibits(LabParts parts) : IExhibitFamily
{
    private const string LongPassword = "a-sentence-that-nobody-guesses-and-that-fills-more-than-one-line-of-base64";
    private const string Queries = "why?why?~why?>";
    private const string Accented = "caf\u00e9-cr\u00e8me";

    private readonly LabJudge _judge = parts.Judge;
    private readonly UserRecord _long = Account(parts, "lena", LongPassword);
    private readonly UserRecord _queries = Account(parts, "quentin", Queries);
    private readonly UserRecord _accented = Account(parts, "renee", Accented);

    /// <inheritdoc/>
    public IEnumerable<Exhibit> Exhibits()
    {
        var wrapped = Encode($"{_long.Name}:{LongPassword}", Encoding.UTF8);
        return
        [
            Judged(
                Causes.Basic.LineWrapped,
                "The encoder broke the long Base64 text after 76 characters, and what stood behind was cut off.",
                "Encodes without line ends: base64 -w0.",
                Causes.Password.Wrong,
                "Basic " + wrapped[..76],
                _long.Name,
                LongPassword
            ),
            Judged(
                Causes.Basic.WrongAlphabet,
                "The credentials came in the URL form of Base64, with - and _ for + and /.",
                "Encodes with the plain alphabet.",
                Causes.Credentials.Unreadable,
                "Basic " + Encode($"{_queries.Name}:{Queries}", Encoding.UTF8).Replace('+', '-').Replace('/', '_'),
                _queries.Name,
                Queries
            ),
            Judged(
                Causes.Basic.Encoding,
                "The client encodes the accented letters of the password as Latin-1, and the challenge asks for UTF-8.",
                "Encodes as UTF-8, as charset says (RFC 7617).",
                Causes.Credentials.Unreadable,
                "Basic " + Encode($"{_accented.Name}:{Accented}", Encoding.Latin1),
                _accented.Name,
                Accented
            ),
            new()
            {
                Cause = Causes.Basic.ColonInUser,
                Scene = "The user name is team:alice. Basic ends the name at the first colon, so the server sees team.",
                Client = "Uses a name without a colon, or another scheme: here a key.",
                Found = Causes.User.Unknown,
                Told = Causes.Credentials.Rejected,
                Routes = [ExhibitRoutes.For(Causes.Basic.ColonInUser, _judge.Basic, _judge.Key)],
                Provoke = [Ask.Get("/basic.colon-in-user").Basic("team:alice", LabAccount.Password).Expect(401)],
                Cure =
                [
                    Ask.Get("/_lab/key").Keep("key").Note("a key that works"),
                    Ask.Get("/basic.colon-in-user").Key("{key}"),
                ],
            },
        ];
    }

    private static UserRecord Account(LabParts parts, string name, string password) =>
        parts.Judge.Accounts.Add(name, user => user with { PasswordHash = password });

    private static string Encode(string text, Encoding encoding) => Convert.ToBase64String(encoding.GetBytes(text));

    private Exhibit Judged(
        Cause cause,
        string scene,
        string client,
        Cause found,
        string authorization,
        string user,
        string password
    ) =>
        new()
        {
            Cause = cause,
            Scene = scene,
            Client = client,
            Found = found,
            Routes = [ExhibitRoutes.For(cause, _judge.Basic)],
            Provoke = [Ask.Get("/" + cause.Id).With("Authorization", authorization).Expect(401)],
            Cure = [Ask.Get("/" + cause.Id).Basic(user, password)],
        };
}
