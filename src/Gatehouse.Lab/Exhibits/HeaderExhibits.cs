using System.Globalization;
using Gatehouse.Lab.Hands;
using Gatehouse.Lab.Judging;
using Gatehouse.Lab.Serving;
using Gatehouse.Lab.Steps;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Lab.Exhibits;

/// <summary>An Authorization field that the caller writes wrongly, or that the server reads wrongly.</summary>
internal sealed class HeaderExhibits(LabParts parts) : IExhibitFamily
{
    private const int LongestHead = 8 * 1024;

    private readonly LabJudge _judge = parts.Judge;

    /// <inheritdoc/>
    public IEnumerable<Hand> Hands() =>
        [
            new(
                "padding",
                "A text of ?characters=1...65536 letters, such as a token has that lists hundreds of groups.",
                context =>
                    new(
                        int.TryParse(
                            context.Request.Query["characters"],
                            NumberStyles.None,
                            CultureInfo.InvariantCulture,
                            out var count
                        ) && count is > 0 and <= 65_536
                            ? new string('g', count)
                            : null
                    )
            ),
        ];

    /// <inheritdoc/>
    public IEnumerable<Exhibit> Exhibits() =>
        [
            OfKey(
                Causes.Header.PrefixMissing,
                "The key stands alone in Authorization, without the word Key before it.",
                "Writes the scheme's name, a space, and the key.",
                "{key}",
                found: null,
                status: 401
            ),
            OfKey(
                Causes.Header.PrefixDoubled,
                "A library writes the scheme's name, and the caller has written it already.",
                "Gives the library the bare key.",
                "Key Key {key}",
                Causes.Credentials.Malformed,
                status: 400
            ),
            OfKey(
                Causes.Header.Quoted,
                "The quotation marks of a configuration file were sent as a part of the key.",
                "Takes the quotation marks away.",
                "Key \"{key}\"",
                Causes.Credentials.Malformed,
                status: 400
            ),
            OfKey(
                Causes.Header.Placeholder,
                "A script wrote undefined where the key should stand.",
                "Looks up why its variable was empty.",
                "Key undefined",
                Causes.Key.Unknown,
                status: 401
            ),
            new()
            {
                Cause = Causes.Header.Whitespace,
                Scene = "The password was read from a file together with the line end behind it.",
                Client = "Trims what it reads: echo adds a line end, printf does not.",
                Found = Causes.Credentials.Unreadable,
                Routes = [ExhibitRoutes.For(Causes.Header.Whitespace, _judge.Basic)],
                Provoke =
                [
                    Ask.Get("/header.whitespace").Basic(LabAccount.Alice, LabAccount.Password + "\n").Expect(401),
                ],
                Cure = [Ask.Get("/header.whitespace").Basic(LabAccount.Alice, LabAccount.Password)],
            },
            new()
            {
                Cause = Causes.Header.Duplicated,
                Scene = "A proxy and the client both add an Authorization field, so that two arrive.",
                Client = "Sets the field in one place alone.",
                Found = Causes.Credentials.Ambiguous,
                Routes = [ExhibitRoutes.For(Causes.Header.Duplicated, _judge.Basic)],
                Provoke =
                [
                    Ask.Get("/header.duplicated")
                        .Basic(LabAccount.Alice, LabAccount.Password)
                        .Basic(LabAccount.Bob, LabAccount.Password)
                        .Expect(400),
                ],
                Cure = [Ask.Get("/header.duplicated").Basic(LabAccount.Alice, LabAccount.Password)],
            },
            new()
            {
                Cause = Causes.Header.TooLarge,
                Scene = "The server takes 8 KiB of header fields, and a token that lists every group is longer.",
                Client = "Asks for a token with fewer claims, or has the server's limit raised.",
                Handler = TooLargeAsync,
                Provoke =
                [
                    Ask.Get("/_lab/padding?characters=9000").Keep("groups"),
                    Ask.Get("/header.too-large")
                        .Basic(LabAccount.Alice, LabAccount.Password)
                        .With("X-Groups", "{groups}")
                        .Expect(431),
                ],
                Cure = [Ask.Get("/header.too-large").Basic(LabAccount.Alice, LabAccount.Password)],
            },
            new()
            {
                Cause = Causes.Header.SchemeCase,
                Scene = "The server compares the scheme's name letter by letter, and takes Bearer but not bearer.",
                Client = "Writes the name as the challenge does, though HTTP would allow it otherwise.",
                Handler = SchemeCaseAsync,
                Provoke =
                [
                    Ask.Get("/header.scheme-case").With("Authorization", "bearer " + BadServer.Token).Expect(401),
                ],
                Cure = [Ask.Get("/header.scheme-case").Bearer(BadServer.Token)],
            },
        ];

    private Exhibit OfKey(Cause cause, string scene, string client, string authorization, Cause? found, int status) =>
        new()
        {
            Cause = cause,
            Scene = scene,
            Client = client,
            Found = found,
            Routes = [ExhibitRoutes.For(cause, _judge.Key)],
            Provoke =
            [
                Ask.Get("/_lab/key").Keep("key").Note("a key that works"),
                Ask.Get("/" + cause.Id).With("Authorization", authorization).Expect(status),
            ],
            Cure = [Ask.Get("/" + cause.Id).With("Authorization", "Key {key}")],
        };

    private static Task TooLargeAsync(HttpContext context) =>
        context.Request.Headers.Sum(field => field.Key.Length + field.Value.ToString().Length + 4) > LongestHead
            ? BadServer.RefuseAsync(
                context,
                StatusCodes.Status431RequestHeaderFieldsTooLarge,
                challenge: null,
                "Request header fields too large"
            )
        : BadServer.IsAlice(context) ? LabAnswers.CuredAsync(context, Causes.Header.TooLarge, LabAccount.Alice)
        : BadServer.RefuseAsync(context, StatusCodes.Status401Unauthorized, BadServer.BasicChallenge, "Unauthorized");

    private static Task SchemeCaseAsync(HttpContext context) =>
        context.Request.Headers.Authorization is [{ } field]
        && string.Equals(field, "Bearer " + BadServer.Token, StringComparison.Ordinal)
            ? LabAnswers.CuredAsync(context, Causes.Header.SchemeCase, LabAccount.Alice)
            : BadServer.RefuseAsync(
                context,
                StatusCodes.Status401Unauthorized,
                BadServer.BearerChallenge,
                "No bearer token"
            );
}
