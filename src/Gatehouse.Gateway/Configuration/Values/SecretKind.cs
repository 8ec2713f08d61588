using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Gatehouse.Gateway.Configuration.Yaml;

namespace Gatehouse.Gateway.Configuration.Values;

/// <summary>Where a secret is: never the secret itself, and no message repeats what stands here.</summary>
internal sealed class SecretKind : ValueKind<SecretValue>, IExplained
{
    private const string Fix = "Write { env: NAME } or { file: PATH }.";

    /// <inheritdoc/>
    public string Kind => "secret";

    /// <inheritdoc/>
    public string Explanation =>
        "`{ env: NAME }`, an environment variable, or `{ file: PATH }`, a file that nobody else may read (rights 0640 or "
        + "less); line ends at its end are cut off. A secret itself in this file is an error. A secret that is not there "
        + "closes the routes that need it and keeps the server from becoming ready.";

    /// <inheritdoc/>
    public override string Words => Kind;

    /// <inheritdoc/>
    public override bool TryRead(
        YamlNode node,
        Place place,
        Reading reading,
        [MaybeNullWhen(false)] out SecretValue value
    )
    {
        value = null;
        if (node is YamlHole)
        {
            return false;
        }

        if (node is YamlText)
        {
            reading.Error(
                "secret-literal",
                place,
                node,
                $"`{place.Path}` holds a secret itself, and this file is read by more people than the secret is for.",
                Fix + " Change the secret if the file has been shared."
            );
            return false;
        }

        if (node is not YamlMap { Entries: [{ Key.Text: "env" or "file" }] } map)
        {
            reading.Error("secret-invalid", place, node, $"`{place.Path}` must have one key, env or file.", Fix);
            return false;
        }

        var (key, source) = map.Entries[0];
        if (source is not YamlText { Text.Length: > 0 } text || text.Text.Any(char.IsControl))
        {
            reading.Error("secret-invalid", place, key, $"`{place.Path}.{key.Text}` must be one name.", Fix);
            return false;
        }

        value = key.Text == "env" ? FromEnvironment(text, place, reading) : FromFile(text, place, reading);
        if (value?.IsMissing == true)
        {
            reading.Missing(new MissingSecret(Reading.Locate(place, node), value.Source, value.MissingBecause!));
        }

        return value is not null;
    }

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaDefinitions definitions) =>
        definitions.Refer(
            Kind,
            () =>
                new JsonObject
                {
                    ["type"] = "object",
                    ["description"] = "Where a secret is: an environment variable or a file.",
                    ["properties"] = new JsonObject
                    {
                        ["env"] = new JsonObject { ["type"] = "string", ["pattern"] = "^[A-Za-z_][A-Za-z0-9_]*$" },
                        ["file"] = new JsonObject { ["type"] = "string", ["minLength"] = 1 },
                    },
                    ["additionalProperties"] = false,
                    ["minProperties"] = 1,
                    ["maxProperties"] = 1,
                }
        );

    private static SecretValue? FromEnvironment(YamlText name, Place place, Reading reading)
    {
        var good =
            !char.IsAsciiDigit(name.Text[0])
            && name.Text.Length <= 128
            && name.Text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
        if (good)
        {
            return reading.Secrets.FromEnvironment(name.Text);
        }

        reading.Error(
            "secret-invalid",
            place,
            name,
            $"`{place.Path}.env` is not the name of an environment variable (ASCII letters, digits and _).",
            "Write the variable's name, not its value."
        );
        return null;
    }

    private static SecretValue FromFile(YamlText file, Place place, Reading reading)
    {
        var path = Path.GetFullPath(file.Text, reading.BaseDirectory);
        var secret = SecretResolver.FromFile(path, out var tooOpen);
        if (tooOpen is not null)
        {
            reading.Warn(
                "secret-file-rights",
                place,
                file,
                $"`{place.Path}`: the file {Excerpt.Of(path)} has rights {tooOpen}, so others can read the secret.",
                $"chmod 0640 {Excerpt.Of(path)}"
            );
        }

        return secret;
    }
}
