using System.Collections.Frozen;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Gatehouse.Decisions.Schemes.Certificate;

/// <summary>
/// A certificate revocation list (RFC 5280 section 5), read strictly. One whose extensions say that it is a part of a list
/// only, or of others' certificates, is not read: what it does not name would pass for good.
/// </summary>
public sealed class RevocationList
{
    private readonly byte[] _signed;
    private readonly byte[] _signature;
    private readonly string _algorithm;
    private readonly byte[] _issuer;
    private readonly FrozenSet<string> _serials;

    private RevocationList(AsnReader list, string source)
    {
        Source = source;
        _signed = list.PeekEncodedValue().ToArray();
        var body = list.ReadSequence();
        var algorithm = list.ReadSequence();
        _algorithm = algorithm.ReadObjectIdentifier();
        _signature = list.ReadBitString(out var unused);
        list.ThrowIfNotEmpty();
        if (unused != 0 || !body.TryReadInt32(out var version) || version != 1)
        {
            throw new AsnContentException();
        }

        if (body.ReadSequence().ReadObjectIdentifier() != _algorithm)
        {
            throw new AsnContentException();
        }

        _issuer = body.ReadEncodedValue().ToArray();
        IssuedAt = TimeOf(body);
        EndsAt = TimeOf(body);
        var serials = new HashSet<string>(StringComparer.Ordinal);
        if (body.HasData && body.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence))
        {
            var entries = body.ReadSequence();
            while (entries.HasData)
            {
                var entry = entries.ReadSequence();
                serials.Add(SerialOf(entry.ReadIntegerBytes().Span));
                TimeOf(entry);
                if (entry.HasData)
                {
                    CheckExtensions(entry.ReadSequence());
                }
            }
        }

        _serials = serials.ToFrozenSet(StringComparer.Ordinal);
        if (body.HasData)
        {
            CheckExtensions(body.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0)).ReadSequence());
        }

        body.ThrowIfNotEmpty();
    }

    /// <summary>Where it was read, for the operator.</summary>
    public string Source { get; }

    /// <summary>When it was issued (<c>thisUpdate</c>).</summary>
    public DateTimeOffset IssuedAt { get; }

    /// <summary>Until when it is to be believed (<c>nextUpdate</c>).</summary>
    public DateTimeOffset EndsAt { get; }

    /// <summary>How many certificates it names.</summary>
    public int Count => _serials.Count;

    /// <summary>The public key that has signed it, in DER, once <see cref="IsSignedBy"/> has found it.</summary>
    internal byte[]? IssuerKey { get; private set; }

    /// <summary>Reads a list in DER; never throws for it.</summary>
    /// <param name="der">The list.</param>
    /// <param name="source">Where it was read, for the operator.</param>
    /// <returns>The list, whose signature nobody has verified yet; null where it is none, or one that must not be relied on.</returns>
    public static RevocationList? TryRead(ReadOnlyMemory<byte> der, string source)
    {
        try
        {
            var reader = new AsnReader(der, AsnEncodingRules.DER);
            var list = reader.ReadSequence();
            reader.ThrowIfNotEmpty();
            return new RevocationList(list, source);
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    /// <summary>Whether an authority has signed it.</summary>
    public bool IsSignedBy(X509Certificate2 authority)
    {
        ArgumentNullException.ThrowIfNull(authority);
        if (
            !authority.SubjectName.RawData.AsSpan().SequenceEqual(_issuer)
            || authority
                .Extensions.OfType<X509KeyUsageExtension>()
                .Any(usage => !usage.KeyUsages.HasFlag(X509KeyUsageFlags.CrlSign))
            || !CertificateSignature.Verify(authority, _algorithm, _signed, _signature)
        )
        {
            return false;
        }

        IssuerKey = authority.PublicKey.ExportSubjectPublicKeyInfo();
        return true;
    }

    /// <summary>Whether it speaks of the certificates of this issuer.</summary>
    internal bool Covers(X509Certificate2 issuer) =>
        IssuerKey is not null
        && issuer.SubjectName.RawData.AsSpan().SequenceEqual(_issuer)
        && issuer.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(IssuerKey);

    /// <summary>Whether it names a certificate.</summary>
    internal bool Names(X509Certificate2 certificate) =>
        _serials.Contains(SerialOf(certificate.SerialNumberBytes.Span));

    private static string SerialOf(ReadOnlySpan<byte> serial) => Convert.ToHexString(serial.TrimStart((byte)0));

    private static DateTimeOffset TimeOf(AsnReader reader) =>
        reader.PeekTag().HasSameClassAndValue(new Asn1Tag(UniversalTagNumber.UtcTime))
            ? reader.ReadUtcTime()
            : reader.ReadGeneralizedTime();

    // What is critical must be understood (RFC 5280 section 5.2), and none of those is: they narrow what a list speaks of.
    private static void CheckExtensions(AsnReader extensions)
    {
        while (extensions.HasData)
        {
            var extension = extensions.ReadSequence();
            extension.ReadObjectIdentifier();
            if (
                extension.PeekTag().HasSameClassAndValue(new Asn1Tag(UniversalTagNumber.Boolean))
                && extension.ReadBoolean()
            )
            {
                throw new AsnContentException("critical");
            }

            extension.ReadOctetString();
        }
    }
}
