using System.Text.Json;
using Gatehouse.Gateway.Configuration;

namespace Gatehouse.Gateway.Tests.Configuration;

public sealed class ConfigurationDocsTests
{
    [Theory]
    [InlineData("configuration.md")]
    [InlineData("configuration.schema.json")]
    [InlineData("check-rules.md")]
    public void The_written_documentation_is_up_to_date(string name)
    {
        var written = File.ReadAllText(ReadConfiguration.Repository("docs", name));

        var (_, content) = ConfigurationDocs.Files().Single(file => file.Name == name);

        Assert.True(written == content, $"docs/{name} is out of date: run ./gatehouse config docs docs");
    }

    [Fact]
    public void Every_reference_of_the_schema_leads_somewhere()
    {
        var text = ConfigurationDocs.Files().Single(file => file.Name == "configuration.schema.json").Content;
        using var schema = JsonDocument.Parse(text);
        var definitions = schema.RootElement.GetProperty("definitions");
        var references = References(schema.RootElement).ToList();

        Assert.NotEmpty(references);
        Assert.All(references, name => Assert.NotEmpty(definitions.GetProperty(name).EnumerateObject()));
    }

    [Fact]
    public void Every_key_of_the_full_example_is_in_the_page()
    {
        var page = ConfigurationDocs.Files().Single(file => file.Name == "configuration.md").Content;

        Assert.All(
            ["listen", "trusted-proxies", "per-method", "cookie-domain", "jwks-file", "max-age", "deny-hosts", "env"],
            key => Assert.Contains($"{key}", page, StringComparison.Ordinal)
        );
        Assert.DoesNotContain("\r", page, StringComparison.Ordinal);
    }

    private static IEnumerable<string> References(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element
                .EnumerateObject()
                .SelectMany(member =>
                    member.Name == "$ref"
                        ? [member.Value.GetString()!["#/definitions/".Length..]]
                        : References(member.Value)
                ),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
            _ => [],
        };
}
