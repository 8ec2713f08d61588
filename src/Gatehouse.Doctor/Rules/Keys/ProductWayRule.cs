using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Texts;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Keys;

/// <summary>A product that reads credentials in ways of its own, and a credential that was sent in another.</summary>
[Names("credentials.scheme-unsupported", "header.prefix-missing", "key.misplaced")]
internal sealed class ProductWayRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            file.Target is not { } url
            || !GivenCredentials.Refused(file)
            || ProductWays.Find(url, file.Main?.Answer) is not { } way
        )
        {
            yield break;
        }

        var given = GivenCredentials
            .Of(file)
            .Where(each => each.Place != CredentialPlace.Cookie && each.Kind != CredentialKind.Proof)
            .Select(Joined)
            .ToList();
        if (given.Exists(way.Fits))
        {
            if (given is [{ Scheme: { } used } key] && IsOfAnotherScheme(way, key) is { } wanted)
            {
                yield return new Clue(
                    Causes.Credentials.SchemeUnsupported,
                    Strength.Decisive,
                    $"The secret has the form that {way.Product} takes under {wanted}, and it was sent under {used}"
                )
                {
                    Source = GivenCredentials.PlaceOf(key),
                    Remedy = $"Write Authorization: {wanted} and the secret",
                };
            }

            yield break;
        }

        foreach (var credential in given.Where(each => !IsWebToken(each)))
        {
            yield return Wrong(way, credential) with
            {
                Source = GivenCredentials.PlaceOf(credential),
            };
        }
    }

    // Proxmox joins the scheme and its value by an equals sign.
    private static SuppliedCredential Joined(SuppliedCredential credential) =>
        credential.Scheme is null
        && credential.Value.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals
        && credential.Value[..equals] is "PVEAPIToken" or "PBSAPIToken"
            ? credential with
            {
                Scheme = credential.Value[..equals],
                Secret = credential.Value[(equals + 1)..],
            }
            : credential;

    private static Clue Wrong(ProductWay way, SuppliedCredential credential)
    {
        var usual = way.Takes[0];
        if (usual == "bare" && credential.Scheme is { } needless)
        {
            return new Clue(
                Causes.Credentials.SchemeUnsupported,
                Strength.Strong,
                $"{way.Product} reads the key from Authorization without any scheme's name, and {needless} stands before it"
            )
            {
                Remedy = $"Leave {needless} out of Authorization",
            };
        }

        if (way.WantsFieldOrQuery || !IsAuthorization(credential))
        {
            var name = usual.TrimEnd(':');
            return new Clue(
                Causes.Key.Misplaced,
                Strength.Strong,
                $"{way.Product} reads its key from {name}, and this one was sent in {credential.Name}"
            )
            {
                Remedy =
                    usual.EndsWith(':') ? $"Send the key as {name}"
                    : usual[0] == '?' ? (FormattableString)$"Send the key in the query, as {usual[1..]}"
                    : $"Send Authorization: {usual} and the key",
            };
        }

        return new Clue(
            credential.Scheme is null ? Causes.Header.PrefixMissing : Causes.Credentials.SchemeUnsupported,
            credential.Scheme is null ? Strength.Decisive : Strength.Strong,
            $"{way.Product} takes keys and tokens under {usual}, and this one was sent under {(object?)credential.Scheme ?? new OwnWords("no name at all")}"
        )
        {
            Remedy = $"Write Authorization: {usual} and the key",
        };
    }

    // Forms that only keys and bot tokens have, and no OAuth token of the same service.
    private static string? IsOfAnotherScheme(ProductWay way, SuppliedCredential credential) =>
        credential.Scheme?.Equals("Bearer", StringComparison.OrdinalIgnoreCase) != true ? null
        : way.Takes[0] == "SSWS"
        && credential.Secret.Length is >= 38 and <= 44
        && credential.Secret.StartsWith("00", StringComparison.Ordinal)
            ? "SSWS"
        : way.Takes[0] == "Bot"
        && credential.Secret.Split('.') is [{ Length: >= 18 } id, { Length: >= 6 }, { Length: >= 20 }]
        && id[0] is 'M' or 'N' or 'O'
            ? "Bot"
        : null;

    private static bool IsAuthorization(SuppliedCredential credential) =>
        credential.Name.Equals("Authorization", StringComparison.OrdinalIgnoreCase);

    // Tokens of OAuth are sent as Bearer by all of them.
    private static bool IsWebToken(SuppliedCredential credential) =>
        credential.Secret.StartsWith("eyJ", StringComparison.Ordinal);
}
