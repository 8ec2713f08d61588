using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gatehouse.EndToEnd.Harness;

namespace Gatehouse.EndToEnd.Seeing;

public sealed class AlertTests
{
    private const string Secret = "a secret of the receiver";

    [Fact]
    public async Task A_spike_of_500_expired_tokens_raises_one_alert_with_the_right_explanation()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var gateway = await StartAsync(receiver);
        Minutes(gateway, 10);
        await gateway.RotateKeysAsync();

        await SpikeAsync(gateway);
        Minutes(gateway, 1);
        await ReceivedAsync(receiver, 1);

        var alert = Assert.Single(receiver.Bodies);
        Assert.Equal("alert", alert.GetProperty("type").GetString());
        Assert.Equal("refusals", alert.GetProperty("kind").GetString());
        Assert.Equal("provider-keys-changed", alert.GetProperty("rule").GetString());
        Assert.Matches(
            "^51[0-9] refusals in ten minutes, where 0 were to be expected: 97% token[.]expired from provider corp since its keys rotated at 12:10Z[.]$",
            alert.GetProperty("summary").GetString()
        );
        Assert.Equal("token.expired", alert.GetProperty("causes")[0].GetProperty("name").GetString());
        Assert.Equal("/orders/**", alert.GetProperty("routes")[0].GetProperty("name").GetString());
        Assert.Equal("127.0.0.1", alert.GetProperty("addresses")[0].GetProperty("name").GetString());
        Assert.Equal(receiver.Taken[0].Signature, Signed(receiver.Taken[0], Secret));
        Assert.Single(gateway.Said, line => line.StartsWith("Alert: ", StringComparison.Ordinal));

        // A second spike in the same episode raises none.
        Minutes(gateway, 5);
        await SpikeAsync(gateway);
        Minutes(gateway, 10);
        var (_, metrics) = await gateway.AskAsync("/_gatehouse/metrics");
        Assert.Contains("gatehouse_alerts_total{kind=\"refusals\"} 1\n", metrics, StringComparison.Ordinal);
        Assert.Single(receiver.Bodies);

        await gateway.StopAsync();
        var printed = await GatehouseProgram.RunAsync(
            ["denials", "alerts", "--data", Path.Combine(gateway.Folder, "data"), "--json"],
            input: null,
            gateway.Folder
        );
        using var kept = JsonDocument.Parse(printed.Good());
        Assert.Equal(alert.GetProperty("id").GetString(), kept.RootElement[0].GetProperty("id").GetString());
    }

    [Fact]
    public async Task An_alert_that_is_not_taken_is_posted_again_with_a_signature_of_its_own()
    {
        await using var receiver = await WebhookReceiver.StartAsync(refusals: 2);
        await using var gateway = await StartAsync(receiver);
        Minutes(gateway, 10);
        await SpikeAsync(gateway);
        Minutes(gateway, 1);

        await Eventually.HoldsAsync(
            () =>
            {
                gateway.Time.Advance(TimeSpan.FromSeconds(5));
                return Task.FromResult(
                    receiver.Taken.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)
                );
            },
            count => count == "1"
        );

        Assert.Equal(3, receiver.Asked);
        Assert.Equal(receiver.Taken[0].Signature, Signed(receiver.Taken[0], Secret));
        Assert.NotEqual(receiver.Taken[0].Signature, Signed(receiver.Taken[0], "another secret"));
    }

    [Fact]
    public async Task The_documented_receiver_tells_genuine_alerts_from_others()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var gateway = await StartAsync(receiver);
        Minutes(gateway, 10);
        await SpikeAsync(gateway);
        Minutes(gateway, 1);
        await ReceivedAsync(receiver, 1);
        var (signature, body) = receiver.Taken[0];
        var now = long.Parse(signature.Split(',')[0]["t=".Length..], System.Globalization.CultureInfo.InvariantCulture);
        var script = Path.Combine(gateway.Folder, "receiver.py");
        await File.WriteAllTextAsync(Path.Combine(gateway.Folder, "body"), body);
        await File.WriteAllTextAsync(
            script,
            Assert.Single(await DocumentPage.BlocksAsync("docs/monitoring.md", "python"))
                + $"""

                body = open("{gateway.Folder}/body", "rb").read()
                print(is_genuine(b"{Secret}", body, "{signature}", {now + 10}))
                print(is_genuine(b"{Secret}", body + b" ", "{signature}", {now + 10}))
                print(is_genuine(b"another", body, "{signature}", {now + 10}))
                print(is_genuine(b"{Secret}", body, "{signature}", {now + 301}))
                """
        );

        Assert.Equal("True\nFalse\nFalse\nFalse\n", await Shell.RunAsync($"/usr/bin/python3 {script}"));
    }

    [Fact]
    public async Task A_receiver_that_is_gone_slows_nobody()
    {
        await using var gateway = await SeeingGateway.StartAsync(
            "alerts: { webhook: { url: \"http://127.0.0.1:1/\", secret: { env: HOOK } } }",
            new(StringComparer.Ordinal) { ["HOOK"] = Secret }
        );
        Minutes(gateway, 10);
        await SpikeAsync(gateway);
        Minutes(gateway, 1);

        var (status, _) = await gateway.AskAsync("/orders/1", SeeingGateway.Bearer(gateway.Token()));

        Assert.Equal(200, status);
    }

    internal static Task<SeeingGateway> StartAsync(WebhookReceiver receiver, string more = "") =>
        SeeingGateway.StartAsync(
            $"alerts: {{ webhook: {{ url: \"{receiver.Address}\", secret: {{ env: HOOK }} }} }}\n{more}",
            new(StringComparer.Ordinal) { ["HOOK"] = Secret }
        );

    internal static Task ReceivedAsync(WebhookReceiver receiver, int count) =>
        Eventually.HoldsAsync(
            async () =>
            {
                await Task.Yield();
                return receiver.Taken.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
            },
            have => have == count.ToString(System.Globalization.CultureInfo.InvariantCulture)
        );

    private static async Task SpikeAsync(SeeingGateway gateway)
    {
        for (var i = 0; i < 500; i++)
        {
            using var answer = await gateway.GetAsync(
                "/orders/1",
                SeeingGateway.Bearer(gateway.ExpiredToken($"service-{i}"))
            );
            Assert.Equal(401, (int)answer.StatusCode);
        }

        for (var i = 0; i < 13; i++)
        {
            await gateway.AskAsync("/orders/1");
        }
    }

    private static void Minutes(SeeingGateway gateway, int minutes) =>
        gateway.Time.Advance(TimeSpan.FromMinutes(minutes));

    private static string Signed((string Signature, string Body) taken, string secret)
    {
        var seconds = taken.Signature.Split(',')[0]["t=".Length..];
        var mac = HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(secret),
            Encoding.UTF8.GetBytes($"{seconds}.{taken.Body}")
        );
        return $"t={seconds},v1={Convert.ToHexStringLower(mac)}";
    }
}
