using Gatehouse.Lab.Serving;
using Gatehouse.Lab.Steps;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Lab.Exhibits;

/// <summary>Servers that say 401 and not what they want.</summary>
internal sealed class ChallengeExhibits(LabParts parts) : IExhibitFamily
{
    private const string Metadata = "metadata";

    /// <inheritdoc/>
    public IEnumerable<Exhibit> Exhibits() =>
        [
            OfBasic(
                Causes.Challenge.Missing,
                "The server says 401 and sends no WWW-Authenticate field, which HTTP does not allow.",
                "Has to be told from elsewhere which credentials are taken; here it is Basic.",
                challenge: null
            ),
            OfBasic(
                Causes.Challenge.Malformed,
                "The challenge's realm opens a quotation mark and never closes it.",
                "Goes on with the scheme, which can still be read: Basic.",
                "Basic realm=\"Lab, charset=UTF-8"
            ),
            new()
            {
                Cause = Causes.Challenge.UnknownScheme,
                Scene = "The only challenge names a scheme of this server's own, which no client library knows.",
                Client = "Says which scheme it would have to know; a program that knows it answers.",
                Handler = context =>
                    context.Request.Headers.Authorization is ["Sesame " + BadServer.Token]
                        ? LabAnswers.CuredAsync(context, Causes.Challenge.UnknownScheme, LabAccount.Alice)
                        : BadServer.RefuseAsync(
                            context,
                            StatusCodes.Status401Unauthorized,
                            ChallengeWriter.Write(Challenge.Create("Sesame", ("realm", "Lab"))),
                            "Unauthorized"
                        ),
                Provoke =
                [
                    Ask.Get("/challenge.unknown-scheme").Basic(LabAccount.Alice, LabAccount.Password).Expect(401),
                ],
                Cure = [Ask.Get("/challenge.unknown-scheme").With("Authorization", "Sesame " + BadServer.Token)],
            },
            new()
            {
                Cause = Causes.Challenge.MetadataMismatch,
                Scene =
                    "The challenge names protected-resource metadata (RFC 9728), and these describe another resource.",
                Client =
                    "Does not follow metadata that are not about the address it asked for; it needs a token from elsewhere.",
                Handler = MetadataAsync,
                Provoke =
                [
                    Ask.Get("/challenge.metadata-mismatch/" + Metadata).Note("the metadata, about another resource"),
                    Ask.Get("/challenge.metadata-mismatch").Expect(401),
                ],
                Cure = [Ask.Get("/challenge.metadata-mismatch").Bearer(BadServer.Token)],
            },
        ];

    private static Exhibit OfBasic(Cause cause, string scene, string client, string? challenge) =>
        new()
        {
            Cause = cause,
            Scene = scene,
            Client = client,
            Handler = context =>
                BadServer.IsAlice(context)
                    ? LabAnswers.CuredAsync(context, cause, LabAccount.Alice)
                    : BadServer.RefuseAsync(context, StatusCodes.Status401Unauthorized, challenge, "Unauthorized"),
            Provoke = [Ask.Get("/" + cause.Id).Expect(401)],
            Cure = [Ask.Get("/" + cause.Id).Basic(LabAccount.Alice, LabAccount.Password)],
        };

    private Task MetadataAsync(HttpContext context)
    {
        var here = new Uri(parts.Addresses[LabPlace.Main], "challenge.metadata-mismatch");
        if (BadServer.IsBelow(context, Metadata))
        {
            return LabAnswers.JsonAsync(
                context,
                StatusCodes.Status200OK,
                new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    ["resource"] = "https://elsewhere.lab.example/",
                    ["authorization_servers"] = (string[])["https://issuer.lab.example/"],
                }
            );
        }

        return BadServer.HasToken(context)
            ? LabAnswers.CuredAsync(context, Causes.Challenge.MetadataMismatch, LabAccount.Alice)
            : BadServer.RefuseAsync(
                context,
                StatusCodes.Status401Unauthorized,
                ChallengeWriter.Write(Challenge.Create("Bearer", ("resource_metadata", $"{here}/{Metadata}"))),
                "Unauthorized"
            );
    }
}
