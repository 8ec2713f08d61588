using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Gatehouse.EndToEnd.Harness;
using static Gatehouse.EndToEnd.Harness.OrdersSite;

namespace Gatehouse.EndToEnd;

/// <summary>What breaks closes: nothing is let through because a secret, a file or the store is gone.</summary>
public sealed class ClosedDoorTests : IAsyncLifetime
{
    private const string Admin = "an admin's password";

    private const string Configuration = """
        listen: [LISTEN]
        upstreams: { app: UPSTREAM }
        providers:
          files: { type: jwt, issuer: https://issuer.example, audience: orders, jwks-file: ./jwks.json }
          secrets: { type: jwt, issuer: https://hmac.example, audience: orders, secret: { file: ./hmac.key } }
        routes:
          - { path: /files/**, upstream: app, schemes: [bearer, basic], providers: [files] }
          - { path: /secrets/**, upstream: app, schemes: [bearer, basic], providers: [secrets] }
          - { path: /filtered/**, upstream: app, schemes: [basic], filter: { url: "http://127.0.0.1:1/" } }
          - { path: /open/**, upstream: app, allow: everyone }
          - { path: /**, upstream: app, schemes: [basic, key] }

        """;

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly Issuer _issuer = new();
    private UpstreamSite _upstream = null!;
    private RunningGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _upstream = await UpstreamSite.StartAsync();
        _gateway = await RunningGateway.StartAsync(
            Configuration.Replace(
                "UPSTREAM",
                _upstream.Address.GetLeftPart(UriPartial.Authority),
                StringComparison.Ordinal
            )
        );
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _issuer.Dispose();
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    [Fact]
    public async Task Missing_secret_or_key_set_closes_what_needs_it_and_opens_it_when_it_comes()
    {
        var token = Bearer(_issuer.Token());
        Assert.Equal("503 provider.misconfigured", await AskAsync("/files/x", token));
        Assert.Equal("200", await AskAsync("/files/x", Basic("admin", Admin)));
        Assert.Equal("503 server.configuration", await AskAsync("/secrets/x", Basic("admin", Admin)));
        Assert.Equal("503 server.configuration", await AskAsync("/secrets/x", _ => { }));

        // Its filter is not there, which only those find out whom all else would let through.
        Assert.Equal("503 server.configuration", await AskAsync("/filtered/x", Basic("admin", Admin)));
        Assert.Equal("401 credentials.missing", await AskAsync("/filtered/x", _ => { }));

        Assert.Equal("200", await AskAsync("/open/x", _ => { }));
        Assert.Equal("503", await AskAsync("/_gatehouse/health/ready", _ => { }));
        Assert.Equal("200", await AskAsync("/_gatehouse/health/live", _ => { }));
        Assert.Contains("hmac.key", _gateway.Said, StringComparison.Ordinal);
        Assert.Contains("/secrets/** is closed", _gateway.Said, StringComparison.Ordinal);

        await File.WriteAllTextAsync(Path.Combine(_gateway.Folder, "jwks.json"), _issuer.KeySet);
        await File.WriteAllTextAsync(Path.Combine(_gateway.Folder, "hmac.key"), new string('k', 32));
        await Shell.RunAsync($"kill -HUP {_gateway.ProcessId}");
        await Eventually.HoldsAsync(() => AskAsync("/secrets/x", Basic("admin", Admin)), answer => answer == "200");
        await Eventually.HoldsAsync(() => AskAsync("/files/x", token), answer => answer == "200");
        Assert.Equal("200", await AskAsync("/_gatehouse/health/ready", _ => { }));

        await File.WriteAllTextAsync(Path.Combine(_gateway.Folder, "jwks.json"), "{ half");
        await Shell.RunAsync($"kill -HUP {_gateway.ProcessId}");
        var stranger = Bearer(_issuer.Token(claims => claims["sub"] = "not seen before"));
        Assert.Contains(await AskAsync("/files/x", stranger), (string[])["200", "503 provider.misconfigured"]);
    }

    [Fact]
    public async Task Store_that_is_damaged_refuses_whoever_is_not_remembered_and_says_so()
    {
        Assert.Equal("200", await AskAsync("/x", Basic("admin", Admin)));
        var key = await CreateKeyAsync();
        var store = Path.Combine(_gateway.Folder, "data", "gatehouse.db");
        await using (var file = new FileStream(store, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            await file.WriteAsync(RandomNumberGenerator.GetBytes((int)file.Length));
        }

        File.Delete(store + "-wal");
        Assert.Equal("503 server.store-unavailable", await AskAsync("/x", Field("X-Api-Key", key)));
        Assert.Equal("503 server.store-unavailable", await AskAsync("/x", Basic("nobody", "x")));
        Assert.Contains(
            await AskAsync("/x", Basic("admin", "wrong")),
            (string[])["401 credentials.rejected", "503 server.store-unavailable"]
        );
        Assert.Equal("503", await AskAsync("/_gatehouse/health/ready", _ => { }));
        Assert.Equal("401 credentials.missing", await AskAsync("/x", _ => { }));
        Assert.Equal("200", await AskAsync("/open/x", _ => { }));

        await _gateway.KillAsync();
        var start = await GatehouseProgram.RunAsync(["serve", "--config", _gateway.ConfigurationFile]);
        Assert.Equal(2, start.ExitCode);
        Assert.Contains("gatehouse.db", start.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", start.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Store_that_is_moved_away_is_never_made_anew()
    {
        var store = Path.Combine(_gateway.Folder, "data", "gatehouse.db");
        await _gateway.KillAsync();
        File.Move(store, store + ".elsewhere");
        foreach (
            var arguments in (string[][])
                [
                    ["serve"],
                    ["user", "list"],
                    ["user", "add", "eve", "--role", "admin", "--password-stdin"],
                    ["key", "create", "admin", "--name", "x"],
                ]
        )
        {
            var result = await _gateway.CommandWithInputAsync("a good password\n", arguments);
            Assert.Equal(2, result.ExitCode);
            Assert.Contains("gatehouse.db is missing", result.Error, StringComparison.Ordinal);
            Assert.False(File.Exists(store));
        }

        File.Move(store + ".elsewhere", store);
        await _gateway.RestartAsync();
        Assert.Equal("200", await AskAsync("/x", Basic("admin", Admin)));
    }

    [Fact]
    public async Task Journal_that_is_damaged_changes_no_verdict_and_takes_no_more_than_the_trace()
    {
        var journal = Path.Combine(_gateway.Folder, "data", "journal.db");
        foreach (var file in (string[])[journal, journal + "-wal"])
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            await stream.WriteAsync(RandomNumberGenerator.GetBytes((int)stream.Length));
        }

        Assert.Equal("401 credentials.missing", await AskAsync("/x", _ => { }));
        Assert.Equal("200", await AskAsync("/x", Basic("admin", Admin)));
        using var refused = await SendAsync("/x", Basic("admin", "wrong"));
        var explained = await _gateway.CommandAsync(
            "explain",
            refused.Headers.GetValues("Gatehouse-Reference").Single(),
            "--json"
        );
        using var facts = JsonDocument.Parse(explained.Good());
        Assert.Equal("password.wrong", facts.RootElement.GetProperty("cause").GetString());
        Assert.Contains("journal.db", explained.Error, StringComparison.Ordinal);
        await Eventually.HoldsAsync(
            () => Task.FromResult(_gateway.Said),
            said => said.Contains("The journal cannot be written", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Changed_configuration_that_cannot_be_read_leaves_every_door_as_it_was()
    {
        var good = await File.ReadAllTextAsync(_gateway.ConfigurationFile);
        var reported = 0;
        foreach (
            var bad in (string[])
                [
                    "",
                    "routes:\n",
                    good[..(good.Length / 2)],
                    good.Replace("schemes: [basic, key]", "schemes: []", StringComparison.Ordinal),
                    good.Replace("schemes: [basic, key]", "scheme: [basic, key]", StringComparison.Ordinal),
                    good.Replace("schemes: [basic, key]", "allow: everybody", StringComparison.Ordinal),
                    good.Replace("path: /**", "path: \"**\"", StringComparison.Ordinal),
                    good + "routes: [{ path: /**, allow: everyone, upstream: app }]\n",
                    good + "\u0000",
                ]
        )
        {
            await File.WriteAllTextAsync(_gateway.ConfigurationFile, bad);
            await Eventually.HoldsAsync(
                () => Task.FromResult(_gateway.Said),
                said => Count(said, "the old one stays") > reported
            );
            reported = Count(_gateway.Said, "the old one stays");
            Assert.Equal("401 credentials.missing", await AskAsync("/x", _ => { }));
            Assert.Equal("200", await AskAsync("/x", Basic("admin", Admin)));
            var start = await GatehouseProgram.RunAsync(["serve", "--config", _gateway.ConfigurationFile]);
            Assert.Equal(2, start.ExitCode);
            Assert.DoesNotContain("listens", start.Output, StringComparison.Ordinal);
        }

        File.Delete(_gateway.ConfigurationFile);
        Assert.Equal("401 credentials.missing", await AskAsync("/x", _ => { }));
        Assert.Equal("200", await AskAsync("/x", Basic("admin", Admin)));
    }

    [Theory]
    [InlineData("chmod 0755 data")]
    [InlineData("chmod 0750 data")]
    [InlineData("chmod 0640 data/gatehouse.db")]
    [InlineData("chmod 0604 data/journal.db")]
    [InlineData("chmod 0666 data/revocation.word")]
    [InlineData("mv data real && ln -s real data && chmod 0755 real")]
    public async Task Rights_wider_than_the_owners_stop_the_start_and_every_command(string change)
    {
        await _gateway.KillAsync();
        await Shell.RunAsync($"cd '{_gateway.Folder}' && {change}");
        foreach (
            var arguments in (string[][])
                [
                    ["serve"],
                    ["user", "list"],
                ]
        )
        {
            var result = await _gateway.CommandAsync(arguments);
            Assert.Equal(2, result.ExitCode);
            Assert.Contains("chmod", result.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("certificate: { file: missing.pem, key: missing.key }", "missing.pem")]
    [InlineData("certificate: { file: gatehouse.yaml, key: gatehouse.yaml }", "gatehouse.yaml")]
    [InlineData("", "certificate")]
    public async Task Https_address_without_a_readable_certificate_is_not_listened_on(string line, string told)
    {
        var folder = Path.Combine(_gateway.Folder, "other");
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "gatehouse.yaml");
        var port = RunningGateway.FreePort().ToString(CultureInfo.InvariantCulture);
        await File.WriteAllTextAsync(
            file,
            $"listen: [https://127.0.0.1:{port}]\n{line}\nroutes: [{{ path: /**, allow: nobody }}]\n"
        );
        var result = await GatehouseProgram.RunAsync(["serve", "--config", file], folder: folder);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(told, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private async Task<string> CreateKeyAsync() =>
        (await _gateway.CommandAsync("key", "create", "admin", "--name", "x")).Good().Trim();

    private async Task<HttpResponseMessage> SendAsync(string target, Action<HttpRequestMessage> change)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_gateway.Address, target));
        change(request);
        return await _http.SendAsync(request);
    }

    // Status and public cause, where there is one.
    private async Task<string> AskAsync(string target, Action<HttpRequestMessage> change)
    {
        using var response = await SendAsync(target, change);
        var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        if (response.Content.Headers.ContentType?.MediaType != "application/problem+json")
        {
            return status;
        }

        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return $"{status} {problem.RootElement.GetProperty("cause").GetString()}";
    }
}
