using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Gatehouse.Gateway.Configuration.Values;
using Gatehouse.Gateway.Configuration.Yaml;

namespace Gatehouse.Gateway.Configuration.Sections;

/// <summary>The word <c>sqlite</c>, or a mapping for PostgreSQL.</summary>
internal sealed class DatabaseKind : ValueKind<DatabaseConfiguration>
{
    private readonly DatabaseSection _section = new();

    public override string Words => "`sqlite` or mapping";

    public override IEnumerable<IValueKind> Parts => [_section];

    public override bool TryRead(
        YamlNode node,
        Place place,
        Reading reading,
        [MaybeNullWhen(false)] out DatabaseConfiguration value
    )
    {
        value = DatabaseConfiguration.Sqlite;
        if (node is not YamlText text)
        {
            return _section.TryRead(node, place, reading, out value);
        }

        if (text.Text == "sqlite")
        {
            return true;
        }

        // What stands here is as likely a connection string with its password: it is not repeated.
        reading.Error(
            "database-invalid",
            place,
            node,
            $"`{place.Path}` is neither sqlite nor a mapping with the key postgres.",
            "Write sqlite, or { postgres: { env: NAME } } with the connection string in that environment variable."
        );
        return false;
    }

    public override JsonObject Schema(SchemaDefinitions definitions) =>
        new() { ["anyOf"] = new JsonArray(new JsonObject { ["const"] = "sqlite" }, _section.Schema(definitions)) };

    public override JsonNode? ToJson(DatabaseConfiguration value) => value.Postgres is null ? "sqlite" : null;
}
