using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Gatehouse.Gateway.Configuration.Values;
using Gatehouse.Gateway.Configuration.Yaml;

namespace Gatehouse.Gateway.Configuration.Sections;

/// <summary>A path pattern, or a mapping that holds one.</summary>
internal sealed class RoutePathKind : ValueKind<RoutePathSetting>
{
    private readonly RoutePathSection _section = new();
    private readonly PathPatternKind _pattern = new();

    /// <summary>What stands in for a pattern that could not be read.</summary>
    public static RoutePath Anything { get; } = RoutePath.TryParse("/**", out var path, out _, out _) ? path! : null!;

    public override string Words => "path pattern or mapping";

    public override IEnumerable<IValueKind> Parts => [_pattern, _section];

    public override bool TryRead(
        YamlNode node,
        Place place,
        Reading reading,
        [MaybeNullWhen(false)] out RoutePathSetting value
    )
    {
        value = null;
        if (node is YamlMap)
        {
            if (!_section.TryRead(node, place, reading, out value))
            {
                return false;
            }
        }
        else if (_pattern.TryRead(node, place, reading, out var pattern))
        {
            value = new RoutePathSetting(pattern, Parameters: false, EncodedSlash: false);
        }
        else
        {
            return false;
        }

        Check(value, place, node, reading);
        return true;
    }

    public override JsonObject Schema(SchemaDefinitions definitions) =>
        new() { ["anyOf"] = new JsonArray(_pattern.Schema(definitions), _section.Schema(definitions)) };

    private static void Check(RoutePathSetting setting, Place place, YamlNode node, Reading reading)
    {
        var text = setting.Pattern.Text;
        if (setting.Pattern.HasParameters && !setting.Parameters)
        {
            reading.Error(
                "path-parameters",
                place,
                node,
                $"`{place.Path}` is `{Excerpt.Of(text)}`: requests with `;` in the path are refused, so no request fits.",
                $"Write {{ pattern: {Excerpt.Of(text)}, parameters: true }}."
            );
        }

        if (setting.Pattern.HasEncodedSlash && !setting.EncodedSlash)
        {
            reading.Error(
                "path-encoded-slash",
                place,
                node,
                $"`{place.Path}` is `{Excerpt.Of(text)}`: requests with an encoded slash in the path are refused, so no request fits.",
                $"Write {{ pattern: {Excerpt.Of(text)}, encoded-slash: true }}."
            );
        }
    }
}
