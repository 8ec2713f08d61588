using System.Text.Json;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Probes.Issuers;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Metadata;

/// <summary>The metadata of the protected resource are absent, or describe another address (RFC 9728 section 3.3).</summary>
[Names("challenge.metadata-mismatch")]
internal sealed class ResourceMetadataRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            file.Target is not { } target
            || file.All(ProbeIntent.Metadata).FirstOrDefault(each => each.Label == ResourceMetadataProbe.Label)
                is not { Answer: { } answer } exchange
        )
        {
            yield break;
        }

        if (!answer.IsSuccess)
        {
            yield return new Clue(
                Causes.Challenge.MetadataMismatch,
                Strength.Decisive,
                $"The challenge names the metadata {exchange.Request?.Target}, and that address answers {answer.Status}"
            )
            {
                Source = exchange.Source,
            };
        }
        else if (ResourceIn(answer.Body) is { } resource && resource != Bare(target))
        {
            yield return new Clue(
                Causes.Challenge.MetadataMismatch,
                Covers(resource, target) ? Strength.Moderate : Strength.Decisive,
                $"The metadata describe {resource}, and {Bare(target)} was asked for: clients have to give up (RFC 9728 section 3.3)"
            )
            {
                Source = exchange.Source,
                Remedy = (FormattableString)$"\"resource\": \"{Bare(target)}\"",
                RemedyBy = Party.Operator,
            };
        }
    }

    private static string Bare(Uri target) => target.GetLeftPart(UriPartial.Path);

    // A resource may stand for all that lies below it.
    private static bool Covers(string resource, Uri target) =>
        Uri.TryCreate(resource, UriKind.Absolute, out var described)
        && Places.SameOrigin(described, target)
        && (
            described.AbsolutePath == "/"
            || target.AbsolutePath.StartsWith(described.AbsolutePath + "/", StringComparison.Ordinal)
        );

    private static string? ResourceIn(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return
                document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("resource", out var resource)
                && resource.ValueKind == JsonValueKind.String
                ? resource.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
