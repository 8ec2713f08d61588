using System.Text;
using System.Text.Json;
using Gatehouse.Doctor.Credentials;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Keys;

/// <summary>A password that is a cloud registry's login for some hours, and tells until when.</summary>
[Names("token.expired")]
internal sealed class RegistryLoginRule : Rule
{
    private const int Longest = 16 * 1024;

    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        foreach (var credential in GivenCredentials.Authorization(file))
        {
            if (
                GivenCredentials.BasicOctets(credential) is { Length: < Longest } octets
                && Ends(Encoding.UTF8.GetString(octets)) is { } ends
                && ends < GivenCredentials.TimeOf(file)
            )
            {
                yield return new Clue(
                    Causes.Token.Expired,
                    Strength.Decisive,
                    $"The password is a registry's login that was good until {ends:u}"
                )
                {
                    Source = GivenCredentials.PlaceOf(credential),
                    Remedy = $"Log in anew, or let the registry's credential helper do it each time",
                };
            }
        }
    }

    private static DateTimeOffset? Ends(string pair)
    {
        var secret = pair[(pair.IndexOf(':', StringComparison.Ordinal) + 1)..];
        var octets = new byte[secret.Length];
        if (
            !secret.StartsWith("eyJ", StringComparison.Ordinal)
            || !Convert.TryFromBase64String(secret, octets, out var length)
        )
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(octets.AsMemory(0, length));
            return
                document.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("expiration", out var expiration)
                && expiration.ValueKind == JsonValueKind.Number
                && expiration.TryGetInt64(out var seconds)
                && seconds is > 0 and < 253_402_300_800
                ? DateTimeOffset.FromUnixTimeSeconds(seconds)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
