using System.Globalization;
using System.Security.Cryptography;
using System.Xml;
using Gatehouse.Decisions.Findings;

namespace Gatehouse.Lab.Saml;

/// <summary>
/// Judges responses of one identity provider for one site (SAML Profiles section 4.1.4.3), and reads nothing that is not
/// signed but where the answer as a whole was sent to.
/// </summary>
internal sealed class SamlJudge(SamlSite site, string issuer, TimeProvider clock)
{
    /// <summary>How far the clocks of both may be apart.</summary>
    public static TimeSpan Skew { get; } = TimeSpan.FromSeconds(30);

    private static readonly string[] _partsOfResponse = ["Issuer", "Signature", "Status", "Assertion"];
    private static readonly string[] _conditions = ["AudienceRestriction", "OneTimeUse", "ProxyRestriction"];

    /// <summary>What the response says, or null with what stands against it.</summary>
    public SamlSignIn? Judge(ReadOnlySpan<byte> octets, RSA key, out Finding? fault)
    {
        if (!SamlXml.TryRead(octets, out var document, out var why))
        {
            fault = SamlFault.Invalid("Response", why);
            return null;
        }

        var response = document.DocumentElement!;
        fault = JudgeShape(response);
        if (fault is not null)
        {
            return null;
        }

        var isSigned = IsSigned(response);
        if (isSigned)
        {
            if (SamlSignature.Open(response, key, out fault) is not { } opened)
            {
                return null;
            }

            response = opened;
        }

        fault = JudgeStatus(response);
        if (fault is not null)
        {
            return null;
        }

        var assertion = SamlXml.Child(response, SamlNames.Assertion, "Assertion");
        if (assertion is null || (isSigned && !IsSigned(assertion)))
        {
            fault = SamlFault.Invalid(
                "Assertion",
                assertion is null ? "not one of it" : "the response is signed, and not what says who signed in"
            );
            return null;
        }

        return SamlSignature.Open(assertion, key, out fault) is { } signed ? Read(response, signed, out fault) : null;
    }

    /// <summary>What the assertion says, of which every octet is signed; of the response only where it was sent to.</summary>
    private SamlSignIn? Read(XmlElement response, XmlElement assertion, out Finding? fault)
    {
        var subject = SamlXml.Child(assertion, SamlNames.Assertion, "Subject");
        var confirmation = SamlXml.Child(subject, SamlNames.Assertion, "SubjectConfirmation");
        var data = SamlXml.Child(confirmation, SamlNames.Assertion, "SubjectConfirmationData");
        var conditions = SamlXml.Child(assertion, SamlNames.Assertion, "Conditions");
        fault =
            JudgeOrigin(response, assertion)
            ?? JudgeConfirmation(confirmation, data)
            ?? JudgeAddresses(response, data!)
            ?? JudgeConditions(conditions)
            ?? JudgeTimes(assertion, conditions!, data!);
        if (fault is not null)
        {
            return null;
        }

        var request = SamlXml.Attribute(data, "InResponseTo");
        if (string.IsNullOrEmpty(request) || SamlXml.Attribute(response, "InResponseTo") != request)
        {
            fault = SamlFault.Invalid(
                "InResponseTo",
                "the response and its assertion answer no request, or not the same"
            );
            return null;
        }

        if (SamlXml.Text(SamlXml.Child(subject, SamlNames.Assertion, "NameID")) is not { } user)
        {
            fault = SamlFault.Invalid("NameID", "not one name");
            return null;
        }

        return new SamlSignIn(SamlXml.Attribute(assertion, "ID")!, request, user);
    }

    private static bool IsSigned(XmlElement element) =>
        SamlXml.Children(element, SamlNames.Signature, "Signature").Count > 0;

    /// <summary>Exactly one of everything, in its place: whatever is hidden elsewhere makes the whole suspicious.</summary>
    private static Failed? JudgeShape(XmlElement response)
    {
        if (
            !SamlXml.Is(response, SamlNames.Protocol, "Response")
            || SamlXml.Attribute(response, "Version") != SamlNames.Version
        )
        {
            return SamlFault.Invalid("Response", response.Name);
        }

        var parts = response.ChildNodes.OfType<XmlElement>().Select(part => part.LocalName).ToList();
        if (
            parts.Except(_partsOfResponse, StringComparer.Ordinal).Any()
            || parts.Distinct(StringComparer.Ordinal).Count() != parts.Count
        )
        {
            return SamlFault.Invalid("Response", string.Join(", ", parts));
        }

        var ids = new HashSet<string>(StringComparer.Ordinal);
        var assertions = 0;
        foreach (var element in Everything(response))
        {
            if (element.LocalName is "Assertion" or "EncryptedAssertion" or "Response" && element != response)
            {
                assertions++;
                if (!SamlXml.Is(element, SamlNames.Assertion, "Assertion") || element.ParentNode != response)
                {
                    return SamlFault.Invalid(element.LocalName, "it stands where it does not belong");
                }
            }

            if (element.LocalName == "Signature" && !IsInPlace(element, response))
            {
                return SamlFault.Invalid("Signature", "it stands where it does not belong");
            }

            foreach (var attribute in element.Attributes.OfType<XmlAttribute>().Where(IsId))
            {
                if (attribute.Value.Length == 0 || !ids.Add(attribute.Value))
                {
                    return SamlFault.Invalid("ID", "two elements have the same, or it is empty");
                }
            }
        }

        return assertions > 1 ? SamlFault.Invalid("Assertion", "more than one") : null;
    }

    private static bool IsInPlace(XmlElement signature, XmlElement response) =>
        signature.NamespaceURI == SamlNames.Signature
        && signature.ParentNode is XmlElement parent
        && (parent == response || SamlXml.Is(parent, SamlNames.Assertion, "Assertion"))
        && SamlXml.Children(parent, SamlNames.Signature, "Signature").Count == 1;

    private static bool IsId(XmlAttribute attribute) =>
        attribute.NamespaceURI != "http://www.w3.org/2000/xmlns/"
        && attribute.LocalName.Equals("ID", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<XmlElement> Everything(XmlElement root)
    {
        var open = new Stack<XmlElement>([root]);
        while (open.TryPop(out var element))
        {
            yield return element;
            foreach (var child in element.ChildNodes.OfType<XmlElement>())
            {
                open.Push(child);
            }
        }
    }

    private static Failed? JudgeStatus(XmlElement response)
    {
        var code = SamlXml.Child(
            SamlXml.Child(response, SamlNames.Protocol, "Status"),
            SamlNames.Protocol,
            "StatusCode"
        );
        var status = SamlXml.Attribute(code, "Value");
        return status == SamlNames.Success ? null : SamlFault.Invalid("Status", status ?? "none");
    }

    private Failed? JudgeOrigin(XmlElement response, XmlElement assertion)
    {
        var named = SamlXml.Text(SamlXml.Child(assertion, SamlNames.Assertion, "Issuer"));
        if (named != issuer)
        {
            return SamlFault.Invalid("Issuer", named ?? "none");
        }

        if (
            SamlXml.Children(response, SamlNames.Assertion, "Issuer") is [var outer, ..]
            && SamlXml.Text(outer) is var told
            && told != issuer
        )
        {
            return SamlFault.Invalid("Issuer", told ?? "none");
        }

        return SamlXml.Attribute(assertion, "Version") != SamlNames.Version ? SamlFault.Invalid("Assertion", "Version")
            : SamlXml.Children(assertion, SamlNames.Assertion, "AuthnStatement").Count == 0
                ? SamlFault.Invalid("AuthnStatement", "none")
            : null;
    }

    private static Failed? JudgeConfirmation(XmlElement? confirmation, XmlElement? data) =>
        confirmation is null || data is null ? SamlFault.Invalid("SubjectConfirmation", "not one of it")
        : SamlXml.Attribute(confirmation, "Method") != SamlNames.Bearer
            ? SamlFault.Invalid("SubjectConfirmation", "another method than bearer")
        // SAML Profiles section 4.1.4.2: it must not be there.
        : SamlXml.Attribute(data, "NotBefore") is not null ? SamlFault.Invalid("SubjectConfirmationData", "NotBefore")
        : null;

    private Failed? JudgeAddresses(XmlElement response, XmlElement data)
    {
        var recipient = SamlXml.Attribute(data, "Recipient");
        var destination = SamlXml.Attribute(response, "Destination");
        return recipient is null ? SamlFault.Invalid("Recipient", "none")
            : destination is null ? SamlFault.Invalid("Destination", "none")
            : recipient != site.AnswersAt ? SamlFault.Elsewhere("Recipient", recipient)
            : destination != site.AnswersAt ? SamlFault.Elsewhere("Destination", destination)
            : null;
    }

    private Failed? JudgeConditions(XmlElement? conditions)
    {
        if (conditions is null)
        {
            return SamlFault.Invalid("Conditions", "not one of them");
        }

        // A condition that is not understood leaves open whether the assertion holds (SAML Core section 2.5.1.1).
        if (
            conditions
                .ChildNodes.OfType<XmlElement>()
                .FirstOrDefault(child =>
                    child.NamespaceURI != SamlNames.Assertion
                    || !_conditions.Contains(child.LocalName, StringComparer.Ordinal)
                ) is
            { } unknown
        )
        {
            return SamlFault.Invalid("Conditions", unknown.Name);
        }

        var audiences = SamlXml.Children(conditions, SamlNames.Assertion, "AudienceRestriction");
        if (audiences.Count == 0)
        {
            return SamlFault.Elsewhere("AudienceRestriction", "none");
        }

        var other = audiences.FirstOrDefault(restriction =>
            !SamlXml
                .Children(restriction, SamlNames.Assertion, "Audience")
                .Any(audience => SamlXml.Text(audience) == site.EntityId)
        );
        return other is null ? null : SamlFault.Elsewhere("AudienceRestriction", other.InnerText);
    }

    private Failed? JudgeTimes(XmlElement assertion, XmlElement conditions, XmlElement data)
    {
        var now = clock.GetUtcNow();
        return JudgeEnd("Conditions", SamlXml.Attribute(conditions, "NotOnOrAfter"), now)
            ?? JudgeEnd("SubjectConfirmationData", SamlXml.Attribute(data, "NotOnOrAfter"), now)
            ?? (
                SamlXml.Attribute(conditions, "NotBefore") is not { } begin ? null
                : !TryInstant(begin, out var from) ? SamlFault.Invalid("NotBefore", begin)
                : now + Skew < from ? SamlFault.Expired("NotBefore", begin)
                : null
            )
            ?? SamlXml
                .Children(assertion, SamlNames.Assertion, "AuthnStatement")
                .Select(statement => SamlXml.Attribute(statement, "SessionNotOnOrAfter"))
                .Where(end => end is not null)
                .Select(end => JudgeEnd("AuthnStatement", end, now))
                .FirstOrDefault(fault => fault is not null);
    }

    private static Failed? JudgeEnd(string part, string? end, DateTimeOffset now) =>
        !TryInstant(end, out var until) ? SamlFault.Invalid(part, "NotOnOrAfter: " + (end ?? "none"))
        : now - Skew >= until ? SamlFault.Expired(part, end!)
        : null;

    private static bool TryInstant(string? text, out DateTimeOffset instant) =>
        DateTimeOffset.TryParseExact(
            text,
            SamlNames.InstantFormat,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out instant
        );
}
