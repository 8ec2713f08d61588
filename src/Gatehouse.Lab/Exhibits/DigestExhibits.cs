using System.Globalization;
using System.Text;
using Gatehouse.Decisions.Schemes;
using Gatehouse.Lab.Hands;
using Gatehouse.Lab.Judging;
using Gatehouse.Lab.Steps;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;
using Gatehouse.Protocol.Digest;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Lab.Exhibits;

/// <summary>Answers to a challenge of Digest that are old, repeated, made for something else, or simply wrong.</summary>
internal sealed class DigestExhibits(LabParts parts) : IExhibitFamily
{
    private const string Answer = "answer";
    private const string Nonce = "nonce";
    private const int OldestNonce = 86_400;

    private readonly LabJudge _judge = parts.Judge;

    /// <inheritdoc/>
    public IEnumerable<Hand> Hands() =>
        [
            new(
                "digest",
                "The value of Authorization that answers a Digest challenge: ?uri=TARGET, with &nonce=NONCE of the challenge or &age=SECONDS for a nonce of that age; "
                    + "&user=alice &password=open-sesame &realm=Lab &method=GET &body= &qop=auth (auth-int, none) &algorithm=SHA-256 (MD5, -sess too) &nc=1 &cnonce=.",
                context => new(Compute(context.Request.Query))
            ),
        ];

    /// <inheritdoc/>
    public IEnumerable<Exhibit> Exhibits() =>
        [
            Judged(
                Causes.Digest.NonceStale,
                "The answer is right, but its nonce was given out ten minutes ago, and a nonce lives for five.",
                "Takes the nonce of the new challenge, which says stale=true, and asks nobody for the password again.",
                "age=600"
            ),
            Judged(
                Causes.Digest.NonceUnknown,
                "The nonce was made up, or comes from another site: this one did not give it out.",
                "Takes the nonce of the new challenge.",
                "nonce=MTIzNDU2Nzg5MA"
            ),
            new()
            {
                Cause = Causes.Digest.Replayed,
                Scene = "The same request comes a second time, with the same nonce and the same count.",
                Client = "Counts up by one for each request, and takes the nonce of the new challenge.",
                Routes = [ExhibitRoutes.For(Causes.Digest.Replayed, _judge.DigestWithMd5)],
                Provoke =
                [
                    Ask.Get("/digest.replayed").Keep(Nonce, "WWW-Authenticate", "nonce=\"", "\"").Expect(401),
                    Make(Causes.Digest.Replayed, $"nonce={{{Nonce}}}"),
                    Present(Causes.Digest.Replayed).Note("the first time it is good"),
                    Present(Causes.Digest.Replayed).Note("somebody sends it again").Expect(401),
                ],
                Cure =
                [
                    Make(Causes.Digest.Replayed, $"nonce={{{Nonce}}}&nc=2").Note("the next count"),
                    Present(Causes.Digest.Replayed),
                ],
            },
            new()
            {
                Cause = Causes.Digest.UriMismatch,
                Scene = "The client leaves the query out of uri, or a proxy rewrote the path on the way.",
                Client = "Puts the whole target into uri, query and all.",
                Routes = [ExhibitRoutes.For(Causes.Digest.UriMismatch, _judge.DigestWithMd5)],
                Provoke =
                [
                    Make(Causes.Digest.UriMismatch, "age=0"),
                    Present(Causes.Digest.UriMismatch, "?page=2").Expect(400),
                ],
                Cure =
                [
                    Make(Causes.Digest.UriMismatch, "age=0", "%3Fpage=2"),
                    Present(Causes.Digest.UriMismatch, "?page=2"),
                ],
            },
            Judged(
                Causes.Digest.ResponseWrong,
                "The response was made with another password. Outsiders are told the same as for an unknown name.",
                "Asks the person for name and password again.",
                "age=0&password=sesame-open"
            ),
            Judged(
                Causes.Digest.QopUnsupported,
                "The client answers without qop, as in 1997, and so without a count that would tell a replay.",
                "Takes a qop from the challenge.",
                "age=0&qop=none",
                _judge.DigestOfBodies
            ),
            Judged(
                Causes.Digest.AlgorithmUnsupported,
                "SHA-256 alone is offered, and the client answers with MD5, which is all that it knows.",
                "Answers with an algorithm of the challenge; an old client takes another scheme.",
                "age=0&algorithm=MD5",
                _judge.Digest
            ),
        ];

    private static LabStep Make(Cause cause, string order, string query = "") =>
        Ask.Get($"/_lab/digest?uri=/{cause.Id}{query}&{order}").Keep(Answer);

    private static LabStep Present(Cause cause, string query = "") =>
        Ask.Get($"/{cause.Id}{query}").With("Authorization", $"{{{Answer}}}");

    private Exhibit Judged(Cause cause, string scene, string client, string order, IScheme? scheme = null) =>
        new()
        {
            Cause = cause,
            Scene = scene,
            Client = client,
            Routes = [ExhibitRoutes.For(cause, scheme ?? _judge.DigestWithMd5)],
            Provoke =
            [
                Make(cause, order),
                Present(cause).Keep(Nonce, "WWW-Authenticate", "nonce=\"", "\"").Expect(401),
            ],
            Cure =
            [
                Make(cause, $"nonce={{{Nonce}}}").Note("the answer to the challenge of that refusal"),
                Present(cause),
            ],
        };

    private string? Compute(IQueryCollection query)
    {
        if (
            Text(query, "uri", "") is not { Length: > 0 } uri
            || !DigestAlgorithm.TryParse(Text(query, "algorithm", "SHA-256"), out var algorithm)
            || !uint.TryParse(Text(query, "nc", "1"), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || NonceOf(query) is not { } nonce
        )
        {
            return null;
        }

        var (user, realm) = (Text(query, "user", LabAccount.Alice), Text(query, "realm", LabJudge.Realm));
        var qop = Text(query, "qop", DigestArithmetic.Auth);
        var input = new DigestInput
        {
            Algorithm = algorithm,
            Nonce = nonce,
            Qop = qop == "none" ? null : qop,
            NonceCount = qop == "none" ? null : count.ToString("x8", CultureInfo.InvariantCulture),
            ClientNonce = qop == "none" && !algorithm.Session ? null : Text(query, "cnonce", "0a4f113b"),
            Method = Text(query, "method", HttpMethods.Get),
            Uri = uri,
            Body = Encoding.UTF8.GetBytes(Text(query, "body", "")),
        };
        var secret = DigestArithmetic.Secret(algorithm.Hash, user, realm, Text(query, "password", LabAccount.Password));
        try
        {
            return ChallengeWriter.Write(DigestCredentials.Answer(user, realm, secret, input));
        }
        catch (ArgumentException)
        {
            // Something that no header field can carry.
            return null;
        }
    }

    private string? NonceOf(IQueryCollection query)
    {
        if (query.ContainsKey("nonce"))
        {
            return query["nonce"].ToString();
        }

        return
            int.TryParse(Text(query, "age", "0"), NumberStyles.None, CultureInfo.InvariantCulture, out var age)
            && age <= OldestNonce
            ? _judge.Nonces.Create(LabJudge.Realm, _judge.Counts.Origin, parts.Clock.GetUtcNow().AddSeconds(-age))
            : null;
    }

    private static string Text(IQueryCollection query, string name, string otherwise) =>
        query.TryGetValue(name, out var value) ? value.ToString() : otherwise;
}
