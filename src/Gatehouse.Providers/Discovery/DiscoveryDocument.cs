using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.RegularExpressions;
using Gatehouse.Protocol.Json;
using Gatehouse.Providers.Fetching;

namespace Gatehouse.Providers.Discovery;

/// <summary>What is believed of an issuer's metadata: that it is this issuer's, and where its keys are.</summary>
internal static partial class DiscoveryDocument
{
    /// <summary>Reads the key set's address.</summary>
    /// <param name="document">The document.</param>
    /// <param name="issuer">The issuer as configured, which the document must name byte for byte.</param>
    /// <param name="issuerAddress">The same as an address.</param>
    /// <param name="keySet">The key set's address.</param>
    /// <param name="fault">What is wrong, to follow the document's name in a sentence.</param>
    public static bool TryRead(
        ReadOnlyMemory<byte> document,
        string issuer,
        Uri issuerAddress,
        [NotNullWhen(true)] out Uri? keySet,
        [NotNullWhen(false)] out string? fault
    )
    {
        keySet = null;
        if (!StrictJson.TryParseObject(document.Span, out JsonElement root, out JsonFault broken))
        {
            fault = $"is no JSON object ({broken})";
            return false;
        }
        if (Text(root, "issuer") is not { } named)
        {
            fault = "names no issuer";
            return false;
        }
        if (!string.Equals(named, issuer, StringComparison.Ordinal))
        {
            fault =
                $"names the issuer {QuotedText.Of(named)}, but {QuotedText.Of(issuer)} is configured{Difference(named, issuer)}";
            return false;
        }
        if (Text(root, "jwks_uri") is not { } text)
        {
            fault = "names no jwks_uri";
            return false;
        }
        if (!ProviderAddress.TryRead(text, out keySet, out string? wrong))
        {
            fault = $"names the jwks_uri {ProviderAddress.Told(text)}, which {wrong}";
            return false;
        }
        fault =
            ProviderAddress.IsHttps(issuerAddress) && !ProviderAddress.IsHttps(keySet)
                ? $"names the jwks_uri {ProviderAddress.Told(text)}, which is plain http where the issuer is https"
                : null;
        return fault is null;
    }

    [GeneratedRegex("^https?:", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex Scheme();

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static string Difference(string named, string configured)
    {
        if (string.Equals(named.TrimEnd('/'), configured.TrimEnd('/'), StringComparison.Ordinal))
        {
            return "; they differ in the trailing slash alone";
        }
        if (string.Equals(named, configured, StringComparison.OrdinalIgnoreCase))
        {
            return "; they differ in upper and lower case alone";
        }
        return string.Equals(Scheme().Replace(named, ""), Scheme().Replace(configured, ""), StringComparison.Ordinal)
            ? "; they differ in http and https alone, as when a proxy before the provider does not tell it of https"
            : "";
    }
}
