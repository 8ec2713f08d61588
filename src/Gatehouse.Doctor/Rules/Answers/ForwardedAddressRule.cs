using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Answers;

/// <summary>Addresses under which a known product asks another server: its refusal is that server's, not the product's own.</summary>
[Names("upstream.unauthorized")]
internal sealed class ForwardedAddressRule : Rule
{
    private static readonly (string Path, string Product)[] Forwarded =
    [
        ("/api/datasources/proxy/", "Grafana"),
        ("/api/datasources/uid/", "Grafana"),
        ("/api/ds/query", "Grafana"),
        ("/api/plugins/", "Grafana"),
        ("/api/console/proxy", "Kibana"),
        ("/api/v1/namespaces/*/services/*/proxy", "Kubernetes"),
        ("/api/v1/nodes/*/proxy", "Kubernetes"),
        ("/user/*/proxy/", "JupyterHub"),
        ("/k8s/clusters/", "Rancher"),
        ("/api/endpoints/*/docker/", "Portainer"),
        ("/api/hassio/", "Home Assistant"),
    ];

    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            file.Main is not { Answer.Status: 401 or 403, Request: { CarriesCredential: true } request } main
            || request.Url?.AbsolutePath is not { } path
        )
        {
            yield break;
        }

        var known = Array.Find(Forwarded, item => Fits(path, item.Path));
        if (known.Product is not null)
        {
            yield return new Clue(
                Causes.Upstream.Unauthorized,
                Strength.Strong,
                $"Under this address {known.Product} asks another server and hands its answer on"
            )
            {
                Source = main.Source,
                Remedy = $"Correct the credentials that {known.Product} keeps for the server behind it",
                RemedyBy = Party.Operator,
            };
        }
    }

    private static bool Fits(string path, string pattern)
    {
        var at = 0;
        foreach (var part in pattern.Split('*'))
        {
            at = path.IndexOf(part, at, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
            {
                return false;
            }

            at += part.Length;
        }

        return true;
    }
}
