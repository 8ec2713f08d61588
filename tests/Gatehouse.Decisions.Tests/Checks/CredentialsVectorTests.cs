using System.Text;
using System.Text.Json;
using Gatehouse.Decisions.Facts;
using Gatehouse.TestKit;

namespace Gatehouse.Decisions.Tests.Checks;

public class CredentialsVectorTests
{
    [Fact]
    public async Task Every_credentials_case_gets_the_status_that_its_texts_give_it()
    {
        using var vectors = VectorFile.Open("credentials.json");
        Assert.SkipWhen(vectors is null, VectorFile.Absent);
        var wrong = new List<string>();
        foreach (var test in vectors!.RootElement.GetProperty("cases").EnumerateArray())
        {
            var scheme = test.GetProperty("scheme").GetString()!;
            var id = test.GetProperty("id").GetString()!;
            var headers = test.GetProperty("headers").EnumerateArray().Select(line => line.GetString()!).ToArray();

            // What breaks a message's framing never reaches a decision: the server answers it.
            if (headers.Any(line => line.Contains("\r\n", StringComparison.Ordinal)))
            {
                continue;
            }

            var setup = new DecisionSetup
            {
                Routes = site => [site.Api("/**") with { Schemes = scheme == "Bearer" ? [site.Bearer] : [site.Basic] }],
            };
            var verdict = await setup.DecideAsync(Facts(setup, test, headers));
            var (status, error) = verdict is Refused refused
                ? (refused.Told.Status, refused.Told.OAuthError)
                : (200, null);
            if (!Accepted(test.GetProperty("expect"), scheme, status))
            {
                wrong.Add($"{id}: {status} {error} {(verdict as Refused)?.Cause}");
            }
        }

        Assert.Empty(wrong);
    }

    private static RequestFacts Facts(DecisionSetup setup, JsonElement test, string[] headers)
    {
        var request =
            test.TryGetProperty("request", out var given) && given.ValueKind == JsonValueKind.Object ? given : default;
        string? Part(string name) =>
            request.ValueKind == JsonValueKind.Object && request.TryGetProperty(name, out var part)
                ? part.GetString()
                : null;
        var target = "/dir/index.html" + (Part("query") is { } query ? "?" + query : "");
        var lines = headers.Select(line =>
            (
                line[..line.IndexOf(':', StringComparison.Ordinal)],
                line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim(' ', '\t')
            )
        );
        var facts = setup.Facts(Part("method") ?? "GET", target, [.. lines]);
        return new RequestFacts
        {
            Method = facts.Method,
            Target = facts.Target,
            Path = facts.Path,
            Host = facts.Host,
            Headers = facts.Headers,
            Https = facts.Https,
            Peer = facts.Peer,
            Client = facts.Client,
            ReceivedAt = facts.ReceivedAt,
            Body = Part("body") is { } body ? new TextBody(Part("content_type"), body) : null,
        };
    }

    // Nobody of the vectors is a user here: where the grammar is met, "refused as unknown" is what remains to be seen.
    private static bool Accepted(JsonElement expect, string scheme, int status)
    {
        var outcome = expect.GetProperty("outcome").GetString();
        if (outcome is "parse" or "forbid")
        {
            return scheme == "Digest" ? status is 400 or 401 : status == 401;
        }

        var statuses = new List<int>();
        if (expect.TryGetProperty("status", out var stated))
        {
            statuses.Add(stated.GetInt32());
        }

        foreach (var also in expect.TryGetProperty("also_acceptable", out var list) ? list.EnumerateArray() : default)
        {
            statuses.Add(
                also.ValueKind == JsonValueKind.Number ? also.GetInt32() : also.GetProperty("status").GetInt32()
            );
        }

        return scheme == "Digest" ? status is 400 or 401 : statuses.Contains(status);
    }

    private sealed class TextBody(string? type, string text) : RequestBody
    {
        public override string? ContentType => type;

        public override ValueTask<ReadOnlyMemory<byte>> PeekAsync(int limit, CancellationToken cancellationToken) =>
            new(Encoding.UTF8.GetBytes(text));
    }
}
