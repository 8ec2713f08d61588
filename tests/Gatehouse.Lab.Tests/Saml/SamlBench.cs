using System.Security.Cryptography;
using System.Security.Cryptography.Xml;
using System.Text;
using System.Xml;
using Gatehouse.Decisions.Findings;
using Gatehouse.Lab.Saml;
using Gatehouse.TestKit;

namespace Gatehouse.Lab.Tests.Saml;

/// <summary>A site and its identity provider without a network: draws, signs, forges and judges responses.</summary>
internal sealed class SamlBench
{
    public const string Cause = "saml.expired";
    public const string Request = "_asked";

    private readonly SamlJudge _judge;

    public SamlBench()
    {
        Provider = new SamlProvider(() => new Uri("http://lab.example/"), Clock);
        _judge = new SamlJudge(Provider.SiteOf(Cause), Provider.Issuer, Clock);
    }

    public ManualTimeProvider Clock { get; } = new();

    public SamlProvider Provider { get; }

    public static SamlOrder Order { get; } = new() { Cause = Cause, Request = Request };

    /// <summary>The one assertion of a response as it was drawn.</summary>
    public static XmlElement AssertionOf(XmlDocument document) =>
        SamlXml.Child(document.DocumentElement, SamlNames.Assertion, "Assertion")!;

    /// <summary>The signature of an element.</summary>
    public static XmlElement SignatureOf(XmlElement element) =>
        SamlXml.Child(element, SamlNames.Signature, "Signature")!;

    /// <summary>The first element of a name, wherever it stands.</summary>
    public static XmlElement Find(XmlNode within, string name) =>
        (XmlElement)within.SelectSingleNode($"descendant-or-self::*[local-name()='{name}']")!;

    /// <summary>A response that is drawn, changed and then signed in its assertion.</summary>
    public XmlDocument Signed(Action<XmlDocument>? change = null, SamlOrder? order = null)
    {
        var document = Provider.Draw(order ?? Order);
        change?.Invoke(document);
        using var key = Provider.Key();
        SamlProvider.Sign(AssertionOf(document), key);
        return document;
    }

    /// <summary>A response whose assertion is signed in another way than the site takes.</summary>
    public XmlDocument SignedOtherwise(Action<SignedXml, Reference> change, KeyedHashAlgorithm? secret = null)
    {
        var document = Provider.Draw(Order);
        var assertion = AssertionOf(document);
        var reference = new Reference("#" + assertion.GetAttribute("ID")) { DigestMethod = SamlNames.Sha256 };
        reference.AddTransform(new XmlDsigEnvelopedSignatureTransform());
        reference.AddTransform(new XmlDsigExcC14NTransform());
        using var key = Provider.Key();
        var signed = new SignedXml(document) { SigningKey = key };
        signed.SignedInfo!.CanonicalizationMethod = SamlNames.ExclusiveCanonical;
        signed.SignedInfo.SignatureMethod = SamlNames.RsaSha256;
        signed.AddReference(reference);
        change(signed, reference);
        if (secret is null)
        {
            signed.ComputeSignature();
        }
        else
        {
            signed.ComputeSignature(secret);
        }

        assertion.AppendChild(document.ImportNode(signed.GetXml(), deep: true));
        return document;
    }

    /// <summary>What the site takes from a response; null where it refuses it, with the id of the cause.</summary>
    public SamlSignIn? Judge(byte[] octets, out string? cause)
    {
        using var key = Provider.Key();
        var said = _judge.Judge(octets, key, out var fault);
        cause = (fault as Failed)?.Cause.Id;
        Assert.Equal(said is null, fault is not null);
        return said;
    }

    /// <summary>The id of the cause that a response is refused for; null where it is taken.</summary>
    public string? Refusal(string text)
    {
        Judge(Encoding.UTF8.GetBytes(text), out var cause);
        return cause;
    }

    /// <summary>The id of the cause that a response is refused for; null where it is taken.</summary>
    public string? Refusal(XmlDocument document) => Refusal(document.OuterXml);
}
