using System.Xml;
using System.Xml.Linq;
using Gatehouse.Doctor.ServerFiles;

namespace Gatehouse.Doctor.Lint.Iis;

/// <summary>A check of web.config files, one at a time. One that is no XML is left alone.</summary>
internal abstract class WebConfigCheck : LintCheck
{
    private const int Deepest = 64;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = 16 * 1024 * 1024,
    };

    public sealed override IEnumerable<Fault> Examine(GivenFiles files) =>
        files.Of(ServerFileKind.WebConfig).SelectMany(file => Read(file) is { } root ? Examine(file, root) : []);

    protected abstract IEnumerable<Fault> Examine(ServerFile file, XElement root);

    /// <summary>The elements of this name at any depth.</summary>
    protected static IEnumerable<XElement> All(XElement root, string name) =>
        root.DescendantsAndSelf()
            .Where(element => element.Name.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>An attribute's value; empty where there is none.</summary>
    protected static string Of(XElement element, string name) =>
        element
            .Attributes()
            .FirstOrDefault(each => each.Name.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?.Value
        ?? string.Empty;

    /// <summary>Whether an attribute says false.</summary>
    protected static bool IsOff(XElement element, string name) =>
        Of(element, name).Equals("false", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether an attribute says true.</summary>
    protected static bool IsOn(XElement element, string name) =>
        Of(element, name).Equals("true", StringComparison.OrdinalIgnoreCase);

    /// <summary>The element's place.</summary>
    protected static Directive Place(ServerFile file, XElement element) =>
        new(file, (element as IXmlLineInfo).LineNumber, element.Name.LocalName, []);

    private static bool IsTooDeep(string text)
    {
        using var reader = XmlReader.Create(new StringReader(text), Settings);
        while (reader.Read())
        {
            if (reader.Depth > Deepest)
            {
                return true;
            }
        }

        return false;
    }

    private static XElement? Read(ServerFile file)
    {
        try
        {
            var text = file.Text.TrimStart('\uFEFF', ' ', '\r', '\n');
            if (IsTooDeep(text))
            {
                return null;
            }

            using var reader = XmlReader.Create(new StringReader(text), Settings);
            return XDocument.Load(reader, LoadOptions.SetLineInfo).Root;
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
