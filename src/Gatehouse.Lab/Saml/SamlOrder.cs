using System.Xml;
using Gatehouse.Lab.Provider;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Lab.Saml;

/// <summary>A response as somebody wants it from the identity provider.</summary>
internal sealed record SamlOrder
{
    /// <summary>What the hand that takes orders says of itself.</summary>
    public static string About { get; } =
        $"A SAMLResponse in base64 for the site ?cause=saml.expired that answers the sign-in ?request=; ?user=, ?age=10m, ?audience=, ?recipient=, ?tamper={string.Join('|', EnumText<SamlTamper>.Names)}; ?form=true writes it as forms do.";

    private const int LongestValue = 500;

    /// <summary>The cause whose exhibit it is for.</summary>
    public required string Cause { get; init; }

    /// <summary>The request it answers; null for none.</summary>
    public string? Request { get; init; }

    /// <summary>Who signed in.</summary>
    public string User { get; init; } = LabAccount.Alice;

    /// <summary>How long ago that was.</summary>
    public TimeSpan Age { get; init; }

    /// <summary>The audience; null for the site.</summary>
    public string? Audience { get; init; }

    /// <summary>The address it is for; null for the site's.</summary>
    public string? Recipient { get; init; }

    /// <summary>What is wrong with its signature.</summary>
    public SamlTamper Tamper { get; init; }

    /// <summary>Whether it is percent-encoded, as it stands in a form.</summary>
    public bool Form { get; init; }

    /// <summary>Reads an order; null where something in it is unknown.</summary>
    public static SamlOrder? Read(IQueryCollection query)
    {
        var order = new SamlOrder { Cause = "" };
        foreach (var (name, values) in query)
        {
            if (values is not [{ Length: > 0 and <= LongestValue } value] || !value.All(XmlConvert.IsXmlChar))
            {
                return null;
            }

            switch (name)
            {
                case "cause" when value.StartsWith("saml.", StringComparison.Ordinal):
                    order = order with { Cause = value };
                    break;
                case "request":
                    order = order with { Request = value };
                    break;
                case "user":
                    order = order with { User = value };
                    break;
                case "age" when DurationText.TryParse(value, out var age):
                    order = order with { Age = age };
                    break;
                case "audience":
                    order = order with { Audience = value };
                    break;
                case "recipient":
                    order = order with { Recipient = value };
                    break;
                case "tamper" when EnumText<SamlTamper>.TryParse(value, out var tamper):
                    order = order with { Tamper = tamper };
                    break;
                case "form" when value is "true" or "false":
                    order = order with { Form = value == "true" };
                    break;
                default:
                    return null;
            }
        }

        return order.Cause.Length == 0 ? null : order;
    }
}
