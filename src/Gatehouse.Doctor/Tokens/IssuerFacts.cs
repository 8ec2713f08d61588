using System.Text;
using System.Text.Json;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Probes.Issuers;
using Gatehouse.Protocol.Jose;

namespace Gatehouse.Doctor.Tokens;

/// <summary>What was learnt from the issuer of a token.</summary>
internal static class IssuerFacts
{
    /// <summary>The exchange that asked for the metadata; null where it was not sent yet.</summary>
    public static Exchange? Metadata(CaseFile file) => Find(file, IssuerMetadataProbe.MetadataLabel);

    /// <summary>The exchange that asked for the keys; null where it was not sent yet.</summary>
    public static Exchange? Keys(CaseFile file) => Find(file, IssuerMetadataProbe.KeysLabel);

    /// <summary>The issuer that the metadata name.</summary>
    public static string? IssuerOf(Exchange metadata) => Member(metadata, "issuer");

    /// <summary>Where the keys are.</summary>
    public static Uri? KeysAddress(Exchange metadata) =>
        Uri.TryCreate(Member(metadata, "jwks_uri"), UriKind.Absolute, out var address) ? address : null;

    /// <summary>The key set; null where it cannot be read.</summary>
    public static VerificationKeySet? KeySet(Exchange? keys) =>
        keys?.Answer is { IsSuccess: true } answer
        && VerificationKeySet.TryParse(Encoding.UTF8.GetBytes(answer.Body), out var set, out _)
            ? set
            : null;

    private static Exchange? Find(CaseFile file, string label) =>
        file.All(ProbeIntent.Metadata).FirstOrDefault(exchange => exchange.Label == label);

    private static string? Member(Exchange exchange, string name)
    {
        if (exchange.Answer is not { IsSuccess: true } answer)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(answer.Body);
            return
                document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty(name, out var value)
                && value.ValueKind == JsonValueKind.String
                ? value.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
