using Gatehouse.EndToEnd.Harness;

namespace Gatehouse.EndToEnd.LabClients;

/// <summary>What programs do that answer Digest by themselves, at the lab.</summary>
public class DigestClientsTests
{
    private const string Account = "alice:open-sesame";

    [Fact]
    public async Task Curl_gets_in_with_sha_256_and_is_told_who_answers()
    {
        await using var lab = await Lab.Lab.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        var url = new Uri(lab.Url, "digest.replayed?a=b");
        var said = await Shell.RunAsync(
            $"curl -sv --digest -u {Account} '{url}' '{url}' 2>&1 | grep -E '^(< HTTP|> Authorization|< Authentication-Info)'"
        );
        Assert.Equal(2, Count(said, "< HTTP/1.1 200"));
        Assert.Equal(2, Count(said, "algorithm=SHA-256"));
        Assert.Equal(2, Count(said, "rspauth="));
    }

    [Fact]
    public async Task Curl_sends_a_body_along()
    {
        await using var lab = await Lab.Lab.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Contains(
            "\"cured\":true",
            await Shell.RunAsync($"curl -s --digest -u {Account} -d a=b '{new Uri(lab.Url, "digest.replayed")}'"),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("digest.nonce-stale", "200")]
    [InlineData("digest.uri-mismatch?page=2", "200")]
    [InlineData("digest.algorithm-unsupported", "200")]
    public async Task Curl_makes_nothing_of_what_others_do_wrong(string target, string status)
    {
        await using var lab = await Lab.Lab.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(
            status,
            await Shell.RunAsync(
                $"curl -s -o /dev/null -w '%{{http_code}}' --digest -u {Account} '{new Uri(lab.Url, target)}'"
            )
        );
    }

    [Fact]
    public async Task Curl_with_another_password_is_refused()
    {
        await using var lab = await Lab.Lab.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(
            "401",
            await Shell.RunAsync(
                $"curl -s -o /dev/null -w '%{{http_code}}' --digest -u alice:wrong '{new Uri(lab.Url, "digest.replayed")}'"
            )
        );
    }

    [Fact]
    public async Task Wget_knows_md5_alone()
    {
        await using var lab = await Lab.Lab.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        const string Wget = "wget -q -S -O - --user alice --password open-sesame";
        Assert.Contains(
            "\"cured\":true",
            await Shell.RunAsync($"{Wget} '{new Uri(lab.Url, "digest.replayed")}'"),
            StringComparison.Ordinal
        );
        var said = await Shell.RunAsync($"{Wget} '{new Uri(lab.Url, "digest.algorithm-unsupported")}' 2>&1");
        Assert.Contains("401", said, StringComparison.Ordinal);
        Assert.DoesNotContain("cured", said, StringComparison.Ordinal);
        Assert.Equal("digest.algorithm-unsupported", lab.Requests[^1].Cause?.Id);
    }

    [Fact]
    public async Task Python_requests_gets_in()
    {
        const string Script =
            "import sys, requests; s = requests.Session(); s.auth = requests.auth.HTTPDigestAuth('alice', 'open-sesame'); print(*[s.get(u).status_code for u in sys.argv[1:]])";
        Assert.SkipUnless(
            await Shell.RunAsync("python3 -c 'import requests; print(1)'") == "1\n",
            "Python's requests is not here: not run."
        );
        await using var lab = await Lab.Lab.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        var (strict, both) = (
            new Uri(lab.Url, "digest.algorithm-unsupported"),
            new Uri(lab.Url, "digest.uri-mismatch?page=2")
        );
        Assert.Equal(
            "200 200 200 200\n",
            await Shell.RunAsync($"python3 -c \"{Script}\" '{strict}' '{strict}' '{both}' '{both}'")
        );
        Assert.Contains(
            lab.Requests,
            request =>
                request.Fields.Any(field => field.Value.Contains("nc=00000002", StringComparison.Ordinal))
                && request.Status == 200
        );
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
