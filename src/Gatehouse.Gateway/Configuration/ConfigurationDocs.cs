using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gatehouse.Gateway.Configuration.Linting;
using Gatehouse.Gateway.Configuration.Sections;
using Gatehouse.Gateway.Configuration.Values;

namespace Gatehouse.Gateway.Configuration;

/// <summary>The configuration's documentation, written from the one description that the reader follows too.</summary>
public static class ConfigurationDocs
{
    private const string Command = "./gatehouse config docs docs";

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    };

    /// <summary>The files by name, relative to the documentation's folder, with their whole content.</summary>
    public static IReadOnlyList<(string Name, string Content)> Files() =>
        [("configuration.md", Page()), ("configuration.schema.json", Schema()), (LintDocs.Name, LintDocs.Page())];

    private static string Schema()
    {
        SchemaDefinitions definitions = new();
        GatehouseSection whole = new();
        var schema = whole.Schema(definitions);
        JsonObject file = new()
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["$comment"] = $"Written by {Command}.",
            ["title"] = "Gatehouse configuration",
        };
        foreach (var name in schema.Select(member => member.Key).ToList())
        {
            var member = schema[name];
            schema.Remove(name);
            file[name] = member;
        }

        file["definitions"] = definitions.ToJson();
        return file.ToJsonString(Indented) + "\n";
    }

    private static string Page()
    {
        GatehouseSection whole = new();
        StringBuilder page = new();
        page.Append(
            $"""
            <!-- Written by `{Command}`: change the description in the source, not this file. -->

            # Configuration

            One YAML file, given as `--config FILE`. Keys are kebab-case; an unknown key is an error that names its line
            and the nearest known key. [examples/full.yaml](examples/full.yaml) uses most of what there is. Editors that
            know JSON Schema complete and check the file with [configuration.schema.json](configuration.schema.json):

            ```yaml
            # yaml-language-server: $schema=./configuration.schema.json
            ```

            `gatehouse check --config FILE` reports every problem at once. A running server reads the file again when it
            is saved or on SIGHUP; one that is bad, empty or half-written is reported and the old one stays.

            The file is at most 1 MiB of UTF-8 and one YAML document, without anchors, aliases, merges and tags. A text that
            begins with `*`, `&`, `!`, `%`, `@` or a bracket stands in quotes. `null` in place of a value is the default.


            """
        );
        List<ISection> sections = [];
        SortedDictionary<string, string> kinds = new(StringComparer.Ordinal);
        Collect(whole, sections, kinds);
        foreach (var section in sections)
        {
            AppendSection(page, section);
        }

        page.Append("## Values\n\n| kind | how it is written |\n|---|---|\n");
        foreach (var (kind, explanation) in kinds)
        {
            page.Append(CultureInfo.InvariantCulture, $"| {kind} | {Cell(explanation)} |\n");
        }

        return page.ToString();
    }

    private static void Collect(IValueKind kind, List<ISection> sections, SortedDictionary<string, string> kinds)
    {
        switch (kind)
        {
            case ISection section when sections.Exists(known => known.Title == section.Title):
                return;
            case ISection section:
                sections.Add(section);
                break;
            case IExplained explained:
                kinds[explained.Kind] = explained.Explanation;
                break;
            default:
                break;
        }

        foreach (var part in kind.Parts)
        {
            Collect(part, sections, kinds);
        }
    }

    private static void AppendSection(StringBuilder page, ISection section)
    {
        page.Append(section.Title.Length == 0 ? "## The file\n\n" : $"## `{section.Title}`\n\n");
        page.Append(section.Doc).Append("\n\n| key | value | default | meaning | example |\n|---|---|---|---|---|\n");
        foreach (var key in section.Keys)
        {
            var fallback = key.IsRequired ? "**required**" : key.DefaultText;
            page.Append(
                CultureInfo.InvariantCulture,
                $"| `{key.Name}` | {Cell(key.Kind.Words)} | {Cell(fallback)} | {Cell(key.Doc)} | `{Cell(key.Example)}` |\n"
            );
        }

        page.Append('\n');
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
