using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Gatehouse.Gateway.Configuration.Values;
using Gatehouse.Gateway.Configuration.Yaml;

namespace Gatehouse.Gateway.Configuration.Sections;

/// <summary>An address, a list of them, or a mapping.</summary>
internal sealed class UpstreamKind : ValueKind<UpstreamConfiguration>
{
    private readonly UpstreamSection _section = new();
    private readonly ListKind<Uri> _list = new(Kinds.Url, mayBeEmpty: false);

    public override string Words => "address, list of addresses or mapping";

    public override IEnumerable<IValueKind> Parts => [_section];

    public override bool TryRead(
        YamlNode node,
        Place place,
        Reading reading,
        [MaybeNullWhen(false)] out UpstreamConfiguration value
    )
    {
        value = null;
        IReadOnlyList<Uri> urls;
        switch (node)
        {
            case YamlText when Kinds.Url.TryRead(node, place, reading, out var url):
                urls = [url];
                break;
            case YamlText:
                return false;
            case YamlList when _list.TryRead(node, place, reading, out var several):
                urls = several;
                break;
            case YamlList:
                return false;
            default:
                return _section.TryRead(node, place, reading, out value);
        }

        value = new UpstreamConfiguration
        {
            Name = place.Name,
            Urls = urls,
            Audience = place.Name,
            Location = Reading.Locate(place, node),
        };
        return true;
    }

    public override JsonObject Schema(SchemaDefinitions definitions) =>
        new()
        {
            ["anyOf"] = new JsonArray(
                Kinds.Url.Schema(definitions),
                _list.Schema(definitions),
                _section.Schema(definitions)
            ),
        };
}
