using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.Xml;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Gatehouse.Lab.Provider;

namespace Gatehouse.Lab.Saml;

/// <summary>The pen of an identity provider: writes responses as they are ordered, right ones and wrong ones.</summary>
internal sealed class SamlProvider(Func<Uri> main, TimeProvider clock)
{
    /// <summary>How long an assertion is valid.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromMinutes(5);

    private static readonly XNamespace _samlp = SamlNames.Protocol;
    private static readonly XNamespace _saml = SamlNames.Assertion;

    // Made when first needed, as a lab starts in no time and seldom needs them.
    private readonly Lazy<RSAParameters> _key = new(NewKey);
    private readonly Lazy<RSAParameters> _otherKey = new(NewKey);

    /// <summary>What the provider is called.</summary>
    public string Issuer => new Uri(main(), "_lab/saml").AbsoluteUri;

    /// <summary>The site of an exhibit.</summary>
    public SamlSite SiteOf(string cause) => SamlSite.At(new Uri(main(), cause));

    /// <summary>The key that sites know the provider by; the caller disposes of it.</summary>
    public RSA Key() => RSA.Create(_key.Value);

    /// <summary>A key that no site knows; the caller disposes of it.</summary>
    public RSA OtherKey() => RSA.Create(_otherKey.Value);

    /// <summary>The response that is ordered, as it is posted.</summary>
    public string Write(SamlOrder order)
    {
        var text = Convert.ToBase64String(Encoding.UTF8.GetBytes(Sign(Draw(order), order).OuterXml));
        return order.Form ? Uri.EscapeDataString(text) : text;
    }

    /// <summary>The response that is ordered, before it is signed.</summary>
    public XmlDocument Draw(SamlOrder order)
    {
        var site = SiteOf(order.Cause);
        var at = clock.GetUtcNow() - order.Age;
        var recipient = order.Recipient ?? site.AnswersAt;
        XAttribute? answers = order.Request is null ? null : new("InResponseTo", order.Request);
        var assertion = new XElement(
            _saml + "Assertion",
            new XAttribute(XNamespace.Xmlns + "saml", _saml),
            new XAttribute("ID", NewId()),
            new XAttribute("Version", SamlNames.Version),
            new XAttribute("IssueInstant", Instant(at)),
            new XElement(_saml + "Issuer", Issuer),
            new XElement(
                _saml + "Subject",
                new XElement(_saml + "NameID", order.User),
                new XElement(
                    _saml + "SubjectConfirmation",
                    new XAttribute("Method", SamlNames.Bearer),
                    new XElement(
                        _saml + "SubjectConfirmationData",
                        answers,
                        new XAttribute("Recipient", recipient),
                        new XAttribute("NotOnOrAfter", Instant(at + Lifetime))
                    )
                )
            ),
            new XElement(
                _saml + "Conditions",
                new XAttribute("NotBefore", Instant(at)),
                new XAttribute("NotOnOrAfter", Instant(at + Lifetime)),
                new XElement(
                    _saml + "AudienceRestriction",
                    new XElement(_saml + "Audience", order.Audience ?? site.EntityId)
                )
            ),
            new XElement(
                _saml + "AuthnStatement",
                new XAttribute("AuthnInstant", Instant(at)),
                new XElement(
                    _saml + "AuthnContext",
                    new XElement(_saml + "AuthnContextClassRef", SamlNames.PasswordClass)
                )
            )
        );
        var response = new XElement(
            _samlp + "Response",
            new XAttribute(XNamespace.Xmlns + "samlp", _samlp),
            new XAttribute(XNamespace.Xmlns + "saml", _saml),
            new XAttribute("ID", NewId()),
            new XAttribute("Version", SamlNames.Version),
            new XAttribute("IssueInstant", Instant(at)),
            new XAttribute("Destination", recipient),
            answers,
            new XElement(_saml + "Issuer", Issuer),
            new XElement(
                _samlp + "Status",
                new XElement(_samlp + "StatusCode", new XAttribute("Value", SamlNames.Success))
            ),
            assertion
        );
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        document.LoadXml(response.ToString(SaveOptions.DisableFormatting));
        return document;
    }

    /// <summary>Signs an element within itself: its signature stands behind its issuer.</summary>
    public static void Sign(XmlElement element, RSA key)
    {
        var reference = new Reference("#" + element.GetAttribute("ID")) { DigestMethod = SamlNames.Sha256 };
        reference.AddTransform(new XmlDsigEnvelopedSignatureTransform());
        reference.AddTransform(new XmlDsigExcC14NTransform());
        var signed = new SignedXml(element.OwnerDocument) { SigningKey = key, KeyInfo = new KeyInfo() };
        signed.SignedInfo!.CanonicalizationMethod = SamlNames.ExclusiveCanonical;
        signed.SignedInfo.SignatureMethod = SamlNames.RsaSha256;
        signed.AddReference(reference);
        signed.KeyInfo.AddClause(new RSAKeyValue(key));
        signed.ComputeSignature();
        element.InsertAfter(
            element.OwnerDocument.ImportNode(signed.GetXml(), deep: true),
            SamlXml.Child(element, SamlNames.Assertion, "Issuer")
        );
    }

    private XmlDocument Sign(XmlDocument document, SamlOrder order)
    {
        var response = document.DocumentElement!;
        var assertion = SamlXml.Child(response, SamlNames.Assertion, "Assertion")!;
        using var key = order.Tamper == SamlTamper.OtherKey ? OtherKey() : Key();
        if (order.Tamper != SamlTamper.Unsigned)
        {
            Sign(order.Tamper == SamlTamper.Response ? response : assertion, key);
        }

        switch (order.Tamper)
        {
            case SamlTamper.Name:
                Rename(assertion);
                break;
            case SamlTamper.Wrapped:
                var copy = (XmlElement)assertion.CloneNode(deep: true);
                copy.RemoveChild(SamlXml.Child(copy, SamlNames.Signature, "Signature")!);
                copy.SetAttribute("ID", NewId());
                Rename(copy);
                var aside = document.CreateElement("samlp", "Extensions", SamlNames.Protocol);
                response.ReplaceChild(copy, assertion);
                aside.AppendChild(assertion);
                response.InsertBefore(aside, copy);
                break;
        }

        return document;
    }

    private static void Rename(XmlElement assertion)
    {
        var subject = SamlXml.Child(assertion, SamlNames.Assertion, "Subject");
        var name = SamlXml.Child(subject, SamlNames.Assertion, "NameID")!;
        name.InnerText = name.InnerText == LabAccount.Bob ? LabAccount.Alice : LabAccount.Bob;
    }

    private static RSAParameters NewKey()
    {
        using var key = RSA.Create(2048);
        return key.ExportParameters(includePrivateParameters: true);
    }

    private static string NewId() => SecretText.Create("_");

    private static string Instant(DateTimeOffset at) =>
        at.UtcDateTime.ToString(SamlNames.InstantFormat, CultureInfo.InvariantCulture);
}
