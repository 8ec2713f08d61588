using Gatehouse.EndToEnd.Harness;

namespace Gatehouse.EndToEnd.LabClients;

/// <summary>Client certificates of the lab in the hands of curl.</summary>
public sealed class CertificateClientsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gatehouse-certificates-");

    [Theory]
    [InlineData("alice", "200", "\"cured\":true")]
    [InlineData("expired", "403", "certificate.expired")]
    [InlineData("revoked", "403", "certificate.revoked")]
    [InlineData("unmapped", "403", "certificate.unmapped")]
    [InlineData("untrusted", "403", "certificate.untrusted")]
    [InlineData(null, "403", "certificate.missing")]
    public async Task Curl_is_told_what_is_wrong_with_its_certificate(string? name, string status, string part)
    {
        await using var lab = await Lab.Lab.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        var at = $"cd '{_folder.FullName}' && curl -s -o authority.pem '{new Uri(lab.Url, "_lab/authority.pem")}'";
        var present = "";
        if (name is not null)
        {
            at += $" && curl -s -o client.pem '{new Uri(lab.Url, $"_lab/certificates/{name}.pem")}'";
            present = "--cert client.pem";
        }

        var url = new Uri(lab.AddressOf(Lab.LabPlace.TlsClient), "certificate.missing");
        var said = await Shell.RunAsync(
            $"{at} && curl -s --cacert authority.pem {present} -w ' %{{http_code}}' '{url}'"
        );
        Assert.EndsWith(" " + status, said, StringComparison.Ordinal);
        Assert.Contains(part, said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Lab.LabPlace.Tls, "", "200")]
    [InlineData(Lab.LabPlace.TlsExpired, "", "000")]
    [InlineData(Lab.LabPlace.TlsWrongHost, "", "000")]
    [InlineData(Lab.LabPlace.TlsExpired, "-k", "421")]
    [InlineData(Lab.LabPlace.TlsWrongHost, "-k", "421")]
    public async Task Curl_is_let_in_only_where_the_certificate_is_in_order(
        Lab.LabPlace place,
        string option,
        string status
    )
    {
        await using var lab = await Lab.Lab.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        var url = new Uri(lab.AddressOf(place), "tls.failed");
        Assert.Equal(
            status,
            await Shell.RunAsync(
                $"cd '{_folder.FullName}' && curl -s -o authority.pem '{new Uri(lab.Url, "_lab/authority.pem")}' && curl -s -o answer -w '%{{http_code}}' --cacert authority.pem {option} '{url}'"
            )
        );
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
