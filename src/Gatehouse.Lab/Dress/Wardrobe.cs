using System.Collections.Frozen;
using Gatehouse.Lab.Dress.Broken;
using Gatehouse.Lab.Dress.Frameworks;
using Gatehouse.Lab.Dress.Gateways;
using Gatehouse.Lab.Dress.Identity;
using Gatehouse.Lab.Dress.Platforms;
using Gatehouse.Lab.Dress.Servers;

namespace Gatehouse.Lab.Dress;

/// <summary>All dresses: one line for each.</summary>
internal static class Wardrobe
{
    /// <summary>Them, in the order in which they are shown.</summary>
    public static IReadOnlyList<IDress> All { get; } =
    [
        new NginxDress(),
        new ApacheDress(),
        new IisDress(),
        new CaddyDress(),
        new HaproxyDress(),
        new LighttpdDress(),
        new TraefikDress(),
        new EnvoyDress(),
        new TomcatDress(),
        new SpringDress(),
        new ExpressDress(),
        new DjangoDress(),
        new RailsDress(),
        new LaravelDress(),
        new AspNetCoreDress(),
        new KongDress(),
        new AwsApiGatewayDress(),
        new AzureApiManagementDress(),
        new CloudflareDress(),
        new EntraDress(),
        new GoogleDress(),
        new KeycloakDress(),
        new Auth0Dress(),
        new OktaDress(),
        new GithubDress(),
        new GitlabDress(),
        new DockerRegistryDress(),
        new KubernetesDress(),
        new ElasticsearchDress(),
        new GrafanaDress(),
        new JenkinsDress(),
        new BareDress(),
        .. MalformedDress.All,
        new ContradictingDress(),
        new ForbiddenDress(),
        new RedirectDress(),
        new BadRequestDress(),
        new ServerErrorDress(),
        new SuccessDress(),
    ];

    private static readonly FrozenDictionary<string, IDress> ByName = All.ToFrozenDictionary(
        dress => dress.Name,
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>The dress of that name, whatever its case; null where there is none.</summary>
    public static IDress? Find(string name) => ByName.GetValueOrDefault(name);
}
