using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Texts;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Keys;

/// <summary>Hosts that want a scheme's name of their own.</summary>
[Names("credentials.scheme-unsupported", "header.prefix-missing", "key.misplaced")]
internal sealed class VendorSchemeRule : Rule
{
    private static readonly (string Host, string Scheme)[] Hosts =
    [
        ("discord.com", "Bot"),
        ("discordapp.com", "Bot"),
        ("okta.com", "SSWS"),
        ("oktapreview.com", "SSWS"),
        ("opsgenie.com", "GenieKey"),
        ("klaviyo.com", "Klaviyo-API-Key"),
        ("datadoghq.com", "DD-API-KEY"),
        ("datadoghq.eu", "DD-API-KEY"),
        ("pagerduty.com", "Token"),
        ("deepgram.com", "Token"),
    ];

    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (file.Target?.Host is not { } host)
        {
            yield break;
        }

        var wanted = Array.Find(Hosts, known => KnownSecrets.Belongs(host, known.Host)).Scheme;
        foreach (var credential in GivenCredentials.Authorization(file))
        {
            // Tokens of OAuth are sent as Bearer by all of them.
            if (
                wanted is null
                || wanted.Equals(credential.Scheme, StringComparison.OrdinalIgnoreCase)
                || !MayBeKey(credential)
            )
            {
                continue;
            }

            var isField = wanted.StartsWith("DD-", StringComparison.Ordinal);
            yield return new Clue(
                isField ? Causes.Key.Misplaced
                    : credential.Scheme is null ? Causes.Header.PrefixMissing
                    : Causes.Credentials.SchemeUnsupported,
                credential.Scheme is null ? Strength.Decisive : Strength.Strong,
                $"{host} takes keys and bot tokens under {wanted}, and this one was sent under {(object?)credential.Scheme ?? new OwnWords("no name at all")}"
            )
            {
                Source = GivenCredentials.PlaceOf(credential),
                Remedy = isField
                    ? (FormattableString)$"Send the key in the field {wanted}"
                    : $"Write Authorization: {wanted} and the key",
            };
        }
    }

    private static bool MayBeKey(SuppliedCredential credential) =>
        credential.User is null && !credential.Secret.StartsWith("eyJ", StringComparison.Ordinal);
}
