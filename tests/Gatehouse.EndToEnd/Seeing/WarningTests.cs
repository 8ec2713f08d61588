using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Gatehouse.Decisions.Keys;
using Gatehouse.EndToEnd.Harness;
using Gatehouse.Storage;

namespace Gatehouse.EndToEnd.Seeing;

public sealed class WarningTests
{
    [Fact]
    public async Task A_key_and_an_authority_that_end_are_told_once_each_also_across_a_restart()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var gateway = await AlertTests.StartAsync(receiver);
        await AddKeyAsync(gateway);
        WriteAuthority(gateway);
        await gateway.RestartAsync(
            $"alerts: {{ webhook: {{ url: \"{receiver.Address}\", secret: {{ env: HOOK }} }} }}\n"
                + $"client-certificates: {{ authorities: {Path.Combine(gateway.Folder, "ca.pem")} }}"
        );
        gateway.Time.Advance(TimeSpan.FromMinutes(2));
        await AlertTests.ReceivedAsync(receiver, 2);

        Assert.All(receiver.Bodies, body => Assert.Equal("warning", body.GetProperty("type").GetString()));
        Assert.Equal(
            ["authority", "key"],
            receiver.Bodies.Select(body => body.GetProperty("kind").GetString()!).Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            ["The key k_ending of alice (nightly) ends within 7 days, at 2026-11-27T12:00:00Z."],
            receiver
                .Bodies.Where(body => body.GetProperty("kind").GetString() == "key")
                .Select(body => body.GetProperty("summary").GetString()!)
        );

        await gateway.RestartAsync();
        gateway.Time.Advance(TimeSpan.FromDays(5.5));
        await AlertTests.ReceivedAsync(receiver, 3);

        Assert.Equal(1, receiver.Bodies[2].GetProperty("days").GetInt32());
        Assert.Equal("k_ending", receiver.Bodies[2].GetProperty("subject").GetString());
    }

    private static async Task AddKeyAsync(SeeingGateway gateway)
    {
        await using var store = await SqliteStore.OpenAsync(
            new StoreOptions { DataDirectory = Path.Combine(gateway.Folder, "data"), TimeProvider = gateway.Time },
            CancellationToken.None
        );
        await store.AddKeyAsync(
            new NewKey(
                "k_ending",
                ApiKey.Hash(ApiKey.Create()),
                "alice",
                "nightly",
                Scopes: null,
                From: [],
                ExpiresAt: gateway.Time.GetUtcNow() + TimeSpan.FromDays(6)
            ),
            CancellationToken.None
        );
    }

    private static void WriteAuthority(SeeingGateway gateway)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Clients", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var authority = request.CreateSelfSigned(
            gateway.Time.GetUtcNow() - TimeSpan.FromDays(1),
            gateway.Time.GetUtcNow() + TimeSpan.FromDays(29)
        );
        File.WriteAllText(Path.Combine(gateway.Folder, "ca.pem"), authority.ExportCertificatePem());
    }
}
