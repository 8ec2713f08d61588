using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Gatehouse.Lab.Export;

namespace Gatehouse.Lab.Tests;

public class ExportTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_index_names_every_cause_and_allows_nothing_but_itself()
    {
        await using var lab = await Lab.StartAsync(cancellationToken: Cancellation);
        using var client = new HttpClient();
        using var answer = await client.GetAsync(lab.Url, Cancellation);
        var page = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.All(
            lab.Causes,
            cause => Assert.Contains($"<article id=\"{cause.Cause.Id}\">", page, StringComparison.Ordinal)
        );
        Assert.Contains(
            "default-src 'none'",
            Assert.Single(answer.Headers.GetValues("Content-Security-Policy")),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("{main}", page, StringComparison.Ordinal);
        Assert.DoesNotContain("{other", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_collection_has_a_folder_for_every_cause_or_says_why_not()
    {
        await using var lab = await Lab.StartAsync(cancellationToken: Cancellation);
        var collection = await ReadAsync(lab, "_lab/postman.json");
        var folders = collection["item"]!
            .AsArray()
            .Select(item => (string)item!["name"]!)
            .ToHashSet(StringComparer.Ordinal);
        var said = (string)collection["info"]!["description"]!;
        Assert.All(
            lab.Causes,
            cause =>
                Assert.True(
                    folders.Contains(cause.Cause.Id) != said.Contains($"- {cause.Cause.Id}:", StringComparison.Ordinal)
                )
        );
        Assert.NotEmpty(folders);
    }

    [Fact]
    public async Task The_description_of_the_interface_has_every_cause_that_a_request_to_its_own_path_meets()
    {
        await using var lab = await Lab.StartAsync(cancellationToken: Cancellation);
        var document = await ReadAsync(lab, "_lab/openapi.json");
        Assert.Equal("3.1.0", (string)document["openapi"]!);
        var ids = document["paths"]!
            .AsObject()
            .SelectMany(path => path.Value!.AsObject())
            .Select(operation => (string)operation.Value!["operationId"]!)
            .ToList();
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.Contains("credentials.missing-get", ids);
    }

    [Fact]
    public async Task A_recording_holds_what_was_sent_and_what_came_back()
    {
        await using var lab = await Lab.StartAsync(cancellationToken: Cancellation);
        var recording = JsonNode.Parse(await lab.RecordAsync("key.expired", Cancellation))!;
        Assert.Equal("1.2", (string)recording["log"]!["version"]!);
        var entries = recording["log"]!["entries"]!.AsArray();
        int[] statuses = [200, 401, 200, 200];
        Assert.Equal(statuses, entries.Select(entry => (int)entry!["response"]!["status"]!));
        var refused = entries[1]!;
        Assert.Contains(
            refused["request"]!["headers"]!.AsArray(),
            field =>
                (string)field!["name"]! == "X-Api-Key"
                && ((string)field["value"]!).StartsWith("gth_", StringComparison.Ordinal)
        );
        Assert.Contains("key.expired", (string)refused["response"]!["content"]!["text"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_is_explained_to_everybody()
    {
        await using var lab = await Lab.StartAsync(cancellationToken: Cancellation);
        using var client = new HttpClient();
        using var answer = await client.GetAsync(lab.Cause("credentials.missing").Url, Cancellation);
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!;
        var explained = await ReadAsync(lab, ((string)problem["instance"]!)[1..]);
        Assert.Equal("credentials.missing", (string)explained["cause"]!);
        Assert.NotEmpty(explained["trail"]!.AsArray());
        var cause = await ReadAsync(lab, ((string)problem["type"]!)[1..]);
        Assert.Contains("curl -i", (string)cause["meet"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Variables_of_steps_are_names_that_a_shell_takes()
    {
        await using var lab = await Lab.StartAsync(cancellationToken: Cancellation);
        Assert.All(
            lab.Exhibits.All.SelectMany(exhibit => exhibit.Provoke.Concat(exhibit.Cure))
                .SelectMany(step => step.Captures),
            capture =>
                Assert.Matches(
                    new Regex("^[a-z][a-z_0-9]*$", RegexOptions.None, TimeSpan.FromSeconds(1)),
                    capture.Variable
                )
        );
    }

    [Theory]
    [InlineData("plain", "'plain'")]
    [InlineData("it's", "'it'\\''s'")]
    [InlineData("Key {key}", "\"Key ${key}\"")]
    [InlineData("{key} for \"$5\"", "\"${key} for \\\"\\$5\\\"\"")]
    [InlineData("{\"a\":1}", "'{\"a\":1}'")]
    public void Texts_are_quoted_for_the_shell(string text, string word) =>
        Assert.Equal(word, ShellText.Quote(text, new HashSet<string>(StringComparer.Ordinal) { "key" }));

    private static async Task<JsonNode> ReadAsync(Lab lab, string path)
    {
        using var client = new HttpClient();
        await using var stream = await client.GetStreamAsync(new Uri(lab.Url, path), Cancellation);
        return (await JsonNode.ParseAsync(stream, cancellationToken: Cancellation))!;
    }
}
