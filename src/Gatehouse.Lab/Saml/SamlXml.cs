using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Xml;

namespace Gatehouse.Lab.Saml;

/// <summary>
/// Reads XML that strangers send: UTF-8, bounded in length and depth, without document types, comments and processing
/// instructions, as all of these are read one way by a signature and another way by a program.
/// </summary>
internal static class SamlXml
{
    /// <summary>The longest document, in octets.</summary>
    public const int Longest = 64 * 1024;

    // Canonical forms are made by recursion, so depth is bounded before there is a tree.
    private const int Deepest = 32;

    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The document in octets, with every white space kept; false with why not.</summary>
    public static bool TryRead(
        ReadOnlySpan<byte> octets,
        [NotNullWhen(true)] out XmlDocument? document,
        [NotNullWhen(false)] out string? why
    )
    {
        document = null;
        if (octets.Length > Longest)
        {
            why = "too long";
            return false;
        }

        try
        {
            var text = _utf8.GetString(octets);
            why = Unfit(text);
            if (why is not null)
            {
                return false;
            }

            using var reader = Open(text);
            document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
            document.Load(reader);
            return true;
        }
        catch (XmlException)
        {
            why = "no XML that is taken here";
        }
        catch (DecoderFallbackException)
        {
            why = "not UTF-8";
        }

        document = null;
        return false;
    }

    /// <summary>The children of an element that have this name.</summary>
    public static IReadOnlyList<XmlElement> Children(XmlElement parent, string space, string name) =>
        [.. parent.ChildNodes.OfType<XmlElement>().Where(child => Is(child, space, name))];

    /// <summary>The one child of this name; null where there is none, or more than one.</summary>
    public static XmlElement? Child(XmlElement? parent, string space, string name) =>
        parent is not null && Children(parent, space, name) is [var one] ? one : null;

    /// <summary>Whether an element has this name.</summary>
    public static bool Is(XmlElement element, string space, string name) =>
        element.LocalName == name && element.NamespaceURI == space;

    /// <summary>An attribute without a namespace; null where it is not there.</summary>
    public static string? Attribute(XmlElement? element, string name) =>
        element?.GetAttributeNode(name, "") is { } attribute ? attribute.Value : null;

    /// <summary>The text of an element that holds nothing else; null otherwise.</summary>
    public static string? Text(XmlElement? element) =>
        element is not null && !element.ChildNodes.OfType<XmlElement>().Any() && element.InnerText.Length > 0
            ? element.InnerText
            : null;

    private static string? Unfit(string text)
    {
        using var reader = Open(text);
        while (reader.Read())
        {
            if (reader.Depth > Deepest)
            {
                return "too deep";
            }

            if (reader.NodeType is XmlNodeType.Comment or XmlNodeType.ProcessingInstruction)
            {
                return "a comment or a processing instruction";
            }
        }

        return null;
    }

    private static XmlReader Open(string text) =>
        XmlReader.Create(
            new StringReader(text),
            new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                MaxCharactersInDocument = Longest,
                CloseInput = true,
            }
        );
}
