using Gatehouse.Doctor.Rules;
using Gatehouse.Doctor.ServerFiles;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Lint.Nginx;

/// <summary>nginx's own password before a product that reads Authorization too: what opens the first gate is refused by the second.</summary>
internal sealed class SecondGate : NginxCheck
{
    private static readonly string[] Readers =
    [
        "grafana",
        "nextcloud",
        "gitea",
        "forgejo",
        "gitlab",
        "jenkins",
        "kibana",
        "elasticsearch",
        "opensearch",
        "sonarqube",
        "nexus",
        "artifactory",
        "registry",
        "harbor",
        "couchdb",
        "rabbitmq",
        "vault",
        "argocd",
        "keycloak",
        "wordpress",
        "portainer",
        "n8n",
        "airflow",
        "jupyter",
    ];

    protected override IEnumerable<Fault> Examine(Directive root)
    {
        foreach (var block in Passing(root).Where(AsksPassword))
        {
            if (
                block.Own("proxy_pass").FirstOrDefault() is { } pass
                && Array.Find(Readers, name => pass[0].Contains(name, StringComparison.OrdinalIgnoreCase)) is { } reader
                && !block
                    .InForce("proxy_set_header")
                    .Any(header => header[0].Equals("Authorization", StringComparison.OrdinalIgnoreCase))
            )
            {
                yield return Ill(
                    pass,
                    Causes.Credentials.SecondGate,
                    Strength.Strong,
                    $"The password for nginx goes on to {reader}, which reads Authorization as its own and refuses it",
                    "proxy_set_header Authorization \"\";"
                );
            }
        }
    }
}
