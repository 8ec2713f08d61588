using System.Buffers;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Credentials;

/// <summary>The forms in which a badly written credential may have been meant.</summary>
public static class Repairs
{
    private static readonly string[] Schemes = ["Bearer", "Basic", "Token", "JWT", "Digest", "ApiKey", "DPoP", "Key"];

    private static readonly char[] Quotes = ['"', '\'', '`', '\u201c', '\u201d', '\u2018', '\u2019'];

    private static readonly SearchValues<char> QuoteValues = SearchValues.Create(Quotes);

    /// <summary>What could be repaired about this credential, the plainest fault first.</summary>
    public static IEnumerable<Repair> Of(SuppliedCredential credential)
    {
        if (credential.Place != CredentialPlace.Field || credential.Kind == CredentialKind.Proof)
        {
            yield break;
        }

        if (!credential.Name.Equals("Authorization", StringComparison.OrdinalIgnoreCase))
        {
            if (Trimmed(credential.Value) is { } value)
            {
                yield return new Repair(
                    CauseOfTrim(credential.Value),
                    "trimmed",
                    credential with
                    {
                        Value = value,
                        Secret = value,
                    }
                );
            }

            yield break;
        }

        if (SchemeIn(credential.Value) is not { } scheme)
        {
            if (credential.Value.Length > 0 && !credential.Value.Contains(' ', StringComparison.Ordinal))
            {
                yield return With(
                    Causes.Header.PrefixMissing,
                    "with Bearer in front",
                    credential,
                    "Bearer",
                    credential.Value
                );
            }

            yield break;
        }

        var rest = credential.Value[(scheme.Length + 1)..];
        if (SchemeIn(rest.TrimStart()) is { } second)
        {
            var bare = rest.TrimStart();
            yield return With(
                Causes.Header.PrefixDoubled,
                $"with {second} once",
                credential,
                second,
                bare[(second.Length + 1)..]
            );
        }
        else if (Trimmed(rest) is { } trimmed)
        {
            yield return With(CauseOfTrim(rest), "trimmed", credential, scheme, trimmed);
        }

        var canonical = Schemes.First(name => name.Equals(scheme, StringComparison.OrdinalIgnoreCase));
        if (canonical != scheme)
        {
            yield return With(Causes.Header.SchemeCase, $"as {canonical}", credential, canonical, rest);
        }
    }

    private static Repair With(
        Cause cause,
        string label,
        SuppliedCredential credential,
        string scheme,
        string secret
    ) => new(cause, label, credential with { Scheme = scheme, Secret = secret, Value = $"{scheme} {secret}" });

    private static string? SchemeIn(string value) =>
        Schemes.FirstOrDefault(name =>
            value.Length > name.Length
            && value.StartsWith(name, StringComparison.OrdinalIgnoreCase)
            && value[name.Length] == ' '
        )
            is { } found
            ? value[..found.Length]
            : null;

    private static string? Trimmed(string text)
    {
        var trimmed = new string([
            .. text.Where(letter =>
                !char.IsControl(letter) && letter is not ('\u00a0' or '\ufeff' or '\u200b' or '\u200c' or '\u200d')
            ),
        ])
            .Trim()
            .Trim(Quotes)
            .Trim();
        trimmed = trimmed.EndsWith('%') ? trimmed[..^1] : trimmed;
        return trimmed.Length > 0 && trimmed != text ? trimmed : null;
    }

    private static Cause CauseOfTrim(string text) =>
        text.AsSpan().ContainsAny(QuoteValues) ? Causes.Header.Quoted : Causes.Header.Whitespace;
}
