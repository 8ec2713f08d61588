using System.Text.Json;
using Gatehouse.EndToEnd.Harness;
using Gatehouse.Lab;

namespace Gatehouse.EndToEnd.Labs;

public sealed class LabPythonTests(LabFixture fixture)
{
    private static readonly string[] Expected =
    [
        "credentials.missing: 401 credentials.missing -> 200 True",
        "credentials.rejected: 401 credentials.rejected -> 200 True",
        "user.disabled: 401 user.disabled -> 200 True",
        "password.expired: 401 password.expired -> 200 True",
        "key.expired: 401 key.expired -> 200 True",
        "key.revoked: 401 key.revoked -> 200 True",
        "credentials.in-query: 401 credentials.in-query -> 200 True",
        "digest.response-wrong: 401 401 credentials.rejected -> 200 True",
        "session.unknown: 401 session.unknown -> 200 True",
        "session.expired-idle: 401 session.expired-idle -> 200 True",
        "challenge.missing: 401  -> 200 True",
        "refusal.as-forbidden: 403  -> 200 True",
        "refusal.as-redirect: 302 200  -> 200 True",
        "refusal.as-success: 200  -> 200 True",
        "endpoint.wrong-host: 401  -> 200 True",
        "cookie.not-sent-path: 401  -> 200 True",
        "header.stripped-by-redirect: 302 401 credentials.missing -> 200 True",
        "access.role-missing: 403 access.role-missing -> 200 True",
        "csrf.cross-site: 403 csrf.cross-site -> 200 True",
        "proxy.authentication-required: 407  -> 200 True",
        "tls.failed: no answer -> 200 True",
    ];

    [Fact]
    public async Task Requests_of_Python_see_what_they_are_meant_to_see()
    {
        Assert.SkipUnless(
            Directory.Exists("/usr/lib/python3/dist-packages/requests"),
            "requests is not installed: python3-requests"
        );
        LabPlace[] places = [LabPlace.Main, LabPlace.Other, LabPlace.Tls, LabPlace.TlsExpired, LabPlace.ForwardProxy];
        string[] names = ["main", "other", "tls", "tls-expired", "forward-proxy"];
        var addresses = names
            .Zip(
                places,
                (name, place) => (name, address: fixture.Lab.AddressOf(place).GetLeftPart(UriPartial.Authority))
            )
            .ToDictionary(place => place.name, place => place.address, StringComparer.Ordinal);
        var script = Path.Combine(
            IdentityProviderTests.Root(),
            "tests",
            "Gatehouse.EndToEnd",
            "Labs",
            "requests_sample.py"
        );
        var folder = Directory.CreateTempSubdirectory("gatehouse-lab-");
        try
        {
            var printed = await Shell.RunAsync(
                $"cd '{folder.FullName}'; /usr/bin/python3 '{script}' '{JsonSerializer.Serialize(addresses)}' 2>&1"
            );
            Assert.Equal(string.Join('\n', Expected), printed.TrimEnd());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
