using System.Collections.Frozen;
using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Gatehouse.Decisions.Schemes.Certificate;

/// <summary>Whose a certificate is: the name in it that counts, and the users by such names.</summary>
public sealed class CertificateMap
{
    private const string AlternativeNames = "2.5.29.17";
    private const string CommonNameType = "2.5.4.3";

    // Attribute types by the words of RFC 4514 section 3, and the one that mail addresses are often found under.
    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>(
        StringComparer.Ordinal
    )
    {
        [CommonNameType] = "CN",
        ["2.5.4.6"] = "C",
        ["2.5.4.7"] = "L",
        ["2.5.4.8"] = "ST",
        ["2.5.4.9"] = "STREET",
        ["2.5.4.10"] = "O",
        ["2.5.4.11"] = "OU",
        ["0.9.2342.19200300.100.1.25"] = "DC",
        ["0.9.2342.19200300.100.1.1"] = "UID",
        ["1.2.840.113549.1.9.1"] = "emailAddress",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly CertificateName _by;
    private readonly FrozenDictionary<string, string>? _users;

    /// <summary>With the name that counts.</summary>
    /// <param name="by">Which name of the certificate counts.</param>
    /// <param name="users">The users by such names; null where the name is the user's own.</param>
    public CertificateMap(CertificateName by, IEnumerable<KeyValuePair<string, string>>? users = null)
    {
        _by = by;
        _users = users?.ToFrozenDictionary(
            user => user.Key,
            user => user.Value,
            by is CertificateName.Email or CertificateName.Dns
                ? StringComparer.OrdinalIgnoreCase
                : StringComparer.Ordinal
        );
    }

    /// <summary>The names in a certificate that count; a type of name is never taken for another.</summary>
    /// <param name="certificate">The certificate, whose issuer is trusted.</param>
    /// <param name="problem">Why there are none, for the operator; null where there are some.</param>
    public IReadOnlyList<string> NamesIn(X509Certificate2 certificate, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        problem = null;
        try
        {
            IReadOnlyList<string> names = _by switch
            {
                CertificateName.Email => Alternative(certificate, 1),
                CertificateName.Dns => Alternative(certificate, 2),
                CertificateName.Uri => Alternative(certificate, 6),
                CertificateName.CommonName => Subject(certificate, onlyCommonName: true),
                _ => [string.Join(',', Subject(certificate, onlyCommonName: false))],
            };
            problem =
                names.Any(name => name.Any(char.IsControl)) ? "a name in it has control characters"
                : names.All(name => name.Length == 0) ? $"it has no name of this kind: {_by}"
                : null;
            return problem is null ? names : [];
        }
        catch (AsnContentException)
        {
            problem = "its names cannot be read";
            return [];
        }
    }

    /// <summary>The user that a name stands for, or null where it stands for none.</summary>
    public string? UserOf(string name) => _users is null ? name : _users.GetValueOrDefault(name);

    /// <summary>A subject as operators write it, in the spelling that is compared: no spaces after commas, types in their usual case.</summary>
    public static string Spelled(string subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var text = new StringBuilder(subject.Length);
        foreach (var part in PartsOf(subject))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var type = equals < 0 ? "" : part[..equals].Trim();
            var known = Types.Values.FirstOrDefault(word => word.Equals(type, StringComparison.OrdinalIgnoreCase));
            text.Append(text.Length == 0 ? "" : ",")
                .Append(equals < 0 ? part.Trim() : $"{known ?? type}={part[(equals + 1)..].TrimStart()}");
        }

        return text.ToString();
    }

    private static IEnumerable<string> PartsOf(string subject)
    {
        var start = 0;
        for (var i = 0; i < subject.Length; i++)
        {
            if (subject[i] == '\\')
            {
                i++;
            }
            else if (subject[i] == ',')
            {
                yield return subject[start..i];
                start = i + 1;
            }
        }

        yield return subject[start..];
    }

    // GeneralName (RFC 5280 section 4.2.1.6): rfc822Name [1], dNSName [2], uniformResourceIdentifier [6]; all IA5String.
    private static List<string> Alternative(X509Certificate2 certificate, int tag)
    {
        var names = new List<string>();
        var wanted = new Asn1Tag(TagClass.ContextSpecific, tag);
        foreach (var extension in certificate.Extensions)
        {
            if (extension.Oid?.Value != AlternativeNames)
            {
                continue;
            }

            var reader = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence();
            while (reader.HasData)
            {
                if (reader.PeekTag().HasSameClassAndValue(wanted))
                {
                    names.Add(reader.ReadCharacterString(UniversalTagNumber.IA5String, wanted));
                }
                else
                {
                    reader.ReadEncodedValue();
                }
            }
        }

        return names;
    }

    // Read from the encoding: the platform's own text of a subject leaves open where a value ends.
    private static List<string> Subject(X509Certificate2 certificate, bool onlyCommonName)
    {
        var parts = new List<string>();
        var names = new AsnReader(certificate.SubjectName.RawData, AsnEncodingRules.DER).ReadSequence();
        while (names.HasData)
        {
            var relative = names.ReadSetOf(skipSortOrderValidation: true);
            var together = new List<string>();
            while (relative.HasData)
            {
                var pair = relative.ReadSequence();
                var type = pair.ReadObjectIdentifier();
                var value = TextOf(pair);
                if (!onlyCommonName)
                {
                    together.Add($"{Types.GetValueOrDefault(type, type)}={Escaped(value)}");
                }
                else if (type == CommonNameType)
                {
                    together.Add(value);
                }
            }

            if (together.Count > 0)
            {
                parts.Add(string.Join('+', together));
            }
        }

        if (onlyCommonName)
        {
            // Of two, nobody can say which one is the holder's.
            return parts.Count == 1 ? parts : [];
        }

        parts.Reverse();
        return parts;
    }

    private static string TextOf(AsnReader pair)
    {
        var tag = pair.PeekTag();
        return (UniversalTagNumber)tag.TagValue switch
        {
            UniversalTagNumber.UTF8String
            or UniversalTagNumber.PrintableString
            or UniversalTagNumber.IA5String
            or UniversalTagNumber.T61String
            or UniversalTagNumber.BMPString when tag.TagClass == TagClass.Universal => pair.ReadCharacterString(
                (UniversalTagNumber)tag.TagValue
            ),
            _ => throw new AsnContentException(),
        };
    }

    // RFC 4514 section 2.4.
    private static string Escaped(string value)
    {
        var text = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            var special =
                value[i] is '"' or '+' or ',' or ';' or '<' or '>' or '\\'
                || (i == 0 && value[i] is ' ' or '#')
                || (i == value.Length - 1 && value[i] == ' ');
            text.Append(special ? "\\" : "").Append(value[i]);
        }

        return text.ToString();
    }
}
