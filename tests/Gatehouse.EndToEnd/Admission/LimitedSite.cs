using Gatehouse.EndToEnd.Harness;

namespace Gatehouse.EndToEnd.Admission;

/// <summary>A site that refuses in every way in which IIS does, under both profiles; shared by the tests of a class.</summary>
public sealed class LimitedSite : IAsyncLifetime
{
    /// <summary>Alice's password.</summary>
    public const string Password = "correct horse: battery";

    private FilterSite _filter = null!;

    /// <summary>The gateway.</summary>
    public RunningGateway Gateway { get; private set; } = null!;

    /// <summary>The site behind it.</summary>
    public UpstreamSite Upstream { get; private set; } = null!;

    /// <summary>The questions that the routes' filter was asked.</summary>
    public IEnumerable<Dictionary<string, string>> Questions => _filter.Questions;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Upstream = await UpstreamSite.StartAsync();
        _filter = await FilterSite.StartAsync();
        Gateway = await RunningGateway.StartAsync(
            Configuration()
                .Replace("UPSTREAM", Upstream.Address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal)
                .Replace("FILTER", _filter.Address, StringComparison.Ordinal),
            folder => File.WriteAllText(Path.Combine(folder, "countries.csv"), "198.51.100.0/24,XX\n")
        );
        (
            await Gateway.CommandWithInputAsync(
                Password + "\n",
                "user",
                "add",
                "alice",
                "--role",
                "clerk",
                "--password-stdin"
            )
        ).Good();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await _filter.DisposeAsync();
        await Upstream.DisposeAsync();
    }

    private static string Configuration() =>
        """
            listen: [LISTEN]
            realm: Example
            https: optional
            roles: { clerk: [orders:read], admin: [orders:read, orders:write] }
            trusted-proxies: [127.0.0.1/32]
            upstreams: { app: UPSTREAM }
            admission:
              deny: [203.0.113.0/24]
              deny-hosts: [localhost]
              deny-countries: [XX]
              country-file: ./countries.csv
            routes:

            """
        + string.Concat(
            ((string[])["rfc", "iis"]).Select(profile =>
                $$"""
                      - { path: /{{profile}}/staff/**, upstream: app, schemes: [basic], profile: {{profile}}, require: { roles: [admin] } }
                      - { path: /{{profile}}/filtered/**, upstream: app, schemes: [basic], profile: {{profile}}, filter: { url: "FILTER/ask", timeout: 5s } }
                      - { path: /{{profile}}/hasty/**, upstream: app, schemes: [basic], profile: {{profile}}, filter: { url: "FILTER/ask", timeout: 10ms } }
                      - { path: /{{profile}}/narrow/**, upstream: app, schemes: [basic], profile: {{profile}}, limits: { concurrent: 1 } }
                      - { path: /{{profile}}/rare/**, upstream: app, schemes: [basic], profile: {{profile}}, limits: { rate: 2/h, burst: 1 } }
                      - { path: /{{profile}}/rare-for-all/**, upstream: app, schemes: [basic], profile: {{profile}}, limits: { per-route: { rate: 1/h } } }
                      - { path: /{{profile}}/rare-for-user/**, upstream: app, schemes: [basic], profile: {{profile}}, limits: { per-user: { rate: 1/h } } }
                      - { path: /{{profile}}/**, upstream: app, schemes: [basic], profile: {{profile}} }

                    """
            )
        );
}
