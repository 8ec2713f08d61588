using Gatehouse.Doctor.Exchanges;

namespace Gatehouse.Doctor.Credentials;

/// <summary>The credentials of a case that are worth looking at: those of a request that was refused, or that were given alone.</summary>
internal static class GivenCredentials
{
    private static readonly string[] Masks =
    [
        "***",
        "[redacted",
        "<redacted",
        "(redacted",
        "{redacted",
        "redacted",
        "[removed",
        "[masked",
        "[filtered",
        "[hidden",
        "<hidden",
        "\u2022\u2022",
        "\u2026",
    ];

    /// <summary>All that were given and not masked; none where the request was granted.</summary>
    public static IEnumerable<SuppliedCredential> Of(CaseFile file) =>
        Refused(file) ? file.Credentials.Where(credential => !IsMasked(credential.Secret)) : [];

    /// <summary>Those of <c>Authorization</c> alone.</summary>
    public static IEnumerable<SuppliedCredential> Authorization(CaseFile file) =>
        Of(file).Where(credential => credential.Name.Equals("Authorization", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether nothing shows that the request was granted.</summary>
    public static bool Refused(CaseFile file) => file.Main is not { Answer.Status: < 300 };

    /// <summary>The time by which the server judges: that of its answer where it tells it.</summary>
    public static DateTimeOffset TimeOf(CaseFile file) =>
        file.Main is { Answer.Headers: var headers } && Intake.Transcripts.TranscriptDraft.DateOf(headers) is { } date
            ? date
            : file.Main?.At ?? file.Now;

    /// <summary>Where it stands, in words.</summary>
    public static string PlaceOf(SuppliedCredential credential) =>
        credential.Place switch
        {
            CredentialPlace.Field => $"the field {credential.Name}",
            CredentialPlace.Cookie => $"the cookie {credential.Name}",
            CredentialPlace.Query => $"the parameter {credential.Name}",
            CredentialPlace.UserInfo => "the address's user part",
            _ => "the body",
        };

    /// <summary>Whether somebody took the secret out before showing it.</summary>
    public static bool IsMasked(string secret)
    {
        var bare = secret.Trim();
        return Masks.Any(mask => bare.Contains(mask, StringComparison.OrdinalIgnoreCase))
            || bare.EndsWith("...", StringComparison.Ordinal);
    }

    /// <summary>The octets of the pair in Basic credentials; null where they are no Base64.</summary>
    public static byte[]? BasicOctets(SuppliedCredential credential)
    {
        if (!"Basic".Equals(credential.Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var text = string.Concat(credential.Secret.Where(letter => !char.IsWhiteSpace(letter))).TrimEnd('=');
        text += new string('=', (4 - (text.Length % 4)) % 4);
        var octets = new byte[text.Length];
        return Convert.TryFromBase64String(text, octets, out var length) ? octets[..length] : null;
    }
}
