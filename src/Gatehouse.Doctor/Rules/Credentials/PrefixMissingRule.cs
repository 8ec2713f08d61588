using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Tokens;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Credentials;

/// <summary>An Authorization field that holds a token or pair without a scheme's name, or with one that is glued to it.</summary>
[Names("header.prefix-missing", "credentials.malformed")]
internal sealed class PrefixMissingRule : Rule
{
    private static readonly string[] Schemes = ["Bearer", "Basic", "Token", "Digest", "ApiKey"];

    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        foreach (var credential in GivenCredentials.Authorization(file))
        {
            var value = credential.Value.Trim();
            if (GluedScheme(value) is { } scheme)
            {
                yield return new Clue(
                    Causes.Credentials.Malformed,
                    Strength.Decisive,
                    $"The name {scheme} is not followed by a space but by another character, so it is not the name of a scheme"
                )
                {
                    Source = GivenCredentials.PlaceOf(credential),
                    Remedy = $"Write {scheme}, one space, and the credentials",
                };
            }
            else if (
                credential.Scheme is null
                && value.Length >= 8
                && IsBare(value)
                && !Placeholders.IsOne(value)
                && !IsOwnForm(value)
            )
            {
                yield return Missing(file, credential, value);
            }
        }
    }

    // Proxmox joins its scheme's name and the token by an equals sign.
    private static bool IsOwnForm(string value) =>
        value.StartsWith("PVEAPIToken=", StringComparison.Ordinal)
        || value.StartsWith("PBSAPIToken=", StringComparison.Ordinal)
        || value.StartsWith("PMGAuth", StringComparison.Ordinal);

    private static Clue Missing(CaseFile file, SuppliedCredential credential, string value)
    {
        var pair = IsPair(value);
        var offered = file.Main?.Answer?.Challenges.Challenges.Select(challenge => challenge.Scheme).ToList() ?? [];
        var wanted = pair
            ? "Basic"
            : offered.Find(scheme => scheme is not ("Basic" or "Digest" or "Negotiate" or "NTLM")) ?? "Bearer";
        var rawIsUsual = KnownSecrets.Find(value) is { Scheme: "" };
        var strength =
            rawIsUsual ? Strength.Weak
            : pair || WebToken.Read(value) is not null || offered.Count > 0 || KnownSecrets.Find(value) is not null
                ? Strength.Decisive
            : Strength.Strong;
        return new Clue(
            Causes.Header.PrefixMissing,
            strength,
            $"Authorization begins with the secret itself; the name of a scheme is missing before it"
        )
        {
            Source = GivenCredentials.PlaceOf(credential),
            Remedy = $"Write {wanted} and one space before it",
        };
    }

    // One word; an equals sign stands at the end alone, as Base64 has it.
    private static bool IsBare(string value) => !value.TrimEnd('=').AsSpan().ContainsAny(" \t,=");

    private static bool IsPair(string value) =>
        GivenCredentials.BasicOctets(CredentialPlaces.Read(new Exchanges.HeaderLine("Authorization", "Basic " + value)))
            is { Length: > 2 } octets
        && octets.Contains((byte)':')
        && octets.All(octet => octet is >= 32 and < 127);

    private static string? GluedScheme(string value) =>
        Schemes.FirstOrDefault(scheme =>
            value.Length > scheme.Length + 1
            && value.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)
            && value[scheme.Length] is ':' or '=' or '_' or '-' or ','
            && (scheme != "Token" || value[scheme.Length] is ':' or '=')
        );
}
