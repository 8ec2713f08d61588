using System.Security.Cryptography;
using System.Security.Cryptography.Xml;
using System.Xml;
using Gatehouse.Decisions.Findings;

namespace Gatehouse.Lab.Saml;

/// <summary>
/// Opens what is signed within itself (an enveloped signature, XML Signature section 4). One way of signing is taken and
/// no other, no reference is looked up, and what is read afterwards are the very octets whose hash is signed: so nothing
/// can be signed in one place and read in another.
/// </summary>
internal static class SamlSignature
{
    private const string Part = "Signature";

    /// <summary>The element as it was signed, without its signature; null with what stands against it.</summary>
    public static XmlElement? Open(XmlElement signed, RSA key, out Finding? fault)
    {
        if (SamlXml.Children(signed, SamlNames.Signature, Part) is not [var signature])
        {
            fault = SamlFault.Unsigned(Part, "the assertion is not signed by itself");
            return null;
        }

        if (
            signature.ChildNodes.OfType<XmlElement>().ToList() is not [var info, var value, ..] children
            || children.Count > 3
            || !SamlXml.Is(info, SamlNames.Signature, "SignedInfo")
            || !SamlXml.Is(value, SamlNames.Signature, "SignatureValue")
            || children.Skip(2).Any(child => !SamlXml.Is(child, SamlNames.Signature, "KeyInfo"))
        )
        {
            fault = SamlFault.Invalid(Part, "it holds more than a signature does");
            return null;
        }

        var octets = Canonical(info);
        if (!SamlXml.TryRead(octets, out var told, out var why))
        {
            fault = SamlFault.Invalid(Part, why);
            return null;
        }

        fault = JudgeInfo(told.DocumentElement!, SamlXml.Attribute(signed, "ID"), out var digest);
        if (fault is not null)
        {
            return null;
        }

        if (
            Octets(SamlXml.Text(value)) is not { } proof
            || !key.VerifyData(octets, proof, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
        )
        {
            fault = SamlFault.Unsigned(Part, "it is not made with the provider's key");
            return null;
        }

        var body = Canonical(signed, without: Part);
        if (
            Octets(digest) is not { } hash
            || !CryptographicOperations.FixedTimeEquals(hash, SHA256.HashData(body))
            || !SamlXml.TryRead(body, out var opened, out _)
        )
        {
            fault = SamlFault.Unsigned(Part, "what it stands in was changed after it was signed");
            return null;
        }

        return opened.DocumentElement;
    }

    private static Failed? JudgeInfo(XmlElement info, string? id, out string? digest)
    {
        digest = null;
        if (
            info.ChildNodes.OfType<XmlElement>().ToList() is not [var canonical, var method, var reference]
            || !SamlXml.Is(canonical, SamlNames.Signature, "CanonicalizationMethod")
            || !SamlXml.Is(method, SamlNames.Signature, "SignatureMethod")
            || !SamlXml.Is(reference, SamlNames.Signature, "Reference")
            || reference.ChildNodes.OfType<XmlElement>().ToList()
                is not [var transforms, var digestMethod, var digestValue]
            || !SamlXml.Is(transforms, SamlNames.Signature, "Transforms")
            || !SamlXml.Is(digestMethod, SamlNames.Signature, "DigestMethod")
            || !SamlXml.Is(digestValue, SamlNames.Signature, "DigestValue")
            || transforms.ChildNodes.OfType<XmlElement>().ToList() is not [var first, var second]
            || !SamlXml.Is(first, SamlNames.Signature, "Transform")
            || !SamlXml.Is(second, SamlNames.Signature, "Transform")
        )
        {
            return SamlFault.Invalid("SignedInfo", "not one reference with two transforms");
        }

        if (string.IsNullOrEmpty(id) || SamlXml.Attribute(reference, "URI") != "#" + id)
        {
            return SamlFault.Invalid("Reference", "it names something else than what the signature stands in");
        }

        (XmlElement Element, string Algorithm)[] algorithms =
        [
            (canonical, SamlNames.ExclusiveCanonical),
            (method, SamlNames.RsaSha256),
            (first, SamlNames.Enveloped),
            (second, SamlNames.ExclusiveCanonical),
            (digestMethod, SamlNames.Sha256),
        ];
        foreach (var (element, algorithm) in algorithms)
        {
            var named = SamlXml.Attribute(element, "Algorithm");
            if (named != algorithm || element.HasChildNodes)
            {
                return SamlFault.Unsigned(element.LocalName, named ?? "no algorithm");
            }
        }

        digest = SamlXml.Text(digestValue);
        return null;
    }

    /// <summary>The exclusive canonical form of an element, without the child elements of one name of XML Signature.</summary>
    private static byte[] Canonical(XmlElement element, string? without = null)
    {
        // The text of an element alone declares the namespaces that it inherits; the canonical form wants them declared.
        var alone = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        alone.LoadXml(element.OuterXml);
        if (without is not null)
        {
            foreach (var child in SamlXml.Children(alone.DocumentElement!, SamlNames.Signature, without))
            {
                alone.DocumentElement!.RemoveChild(child);
            }
        }

        var transform = new XmlDsigExcC14NTransform();
        transform.LoadInput(alone);
        using var output = (MemoryStream)transform.GetOutput(typeof(Stream));
        return output.ToArray();
    }

    private static byte[]? Octets(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var octets = new byte[text.Length];
        return Convert.TryFromBase64String(text, octets, out var count) ? octets[..count] : null;
    }
}
