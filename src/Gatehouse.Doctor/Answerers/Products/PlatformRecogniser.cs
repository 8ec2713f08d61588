using System.Text.RegularExpressions;
using static Gatehouse.Doctor.Answerers.Answerer;
using static Gatehouse.Doctor.Answerers.Products.Signs;

namespace Gatehouse.Doctor.Answerers.Products;

/// <summary>Developers' platforms, registries, build servers.</summary>
internal sealed class PlatformRecogniser : ProductRecogniser
{
    private static readonly Regex Registry = new(
        """"errors"\s*:\s*\[\s*\{\s*"code"\s*:\s*"(UNAUTHORIZED|DENIED)"""",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    );

    private static readonly Regex KubeStatus = new(
        """"kind"\s*:\s*"Status"""",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    );

    protected override IReadOnlyList<Fingerprint> Fingerprints { get; } =
    [
        new(
            "GitHub",
            Application,
            "https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api",
            Field("Server", "GitHub.com", 0.9),
            Host("api.github.com", 0.97),
            Host("github.com", 0.9),
            Field("X-GitHub-Request-Id", 0.9),
            Field("X-GitHub-SSO", 0.95),
            Field("X-GitHub-OTP", 0.95),
            Body("docs.github.com/rest", 0.93),
            Body("documentation_url", 0.5)
        ),
        new(
            "GitLab",
            Application,
            "https://docs.gitlab.com/api/rest/authentication/",
            Host("gitlab.com", 0.95),
            Field("X-Gitlab-Meta", 0.95),
            Body("{\"message\":\"401 Unauthorized\"}", 0.85),
            Body("HTTP Basic: Access denied. The provided password or token is incorrect", 0.95),
            Field("Gitlab-Lb", 0.9),
            Cookie("_gitlab_session", 0.9)
        ),
        new(
            "Gitea",
            Application,
            "https://docs.gitea.com/development/api-usage",
            Body("authGroup.Verify", 0.97),
            Cookie("i_like_gitea", 0.95),
            Challenge("realm=\"Gitea", 0.95),
            Challenge("realm=\"Forgejo", 0.95)
        ),
        new(
            "Atlassian",
            Application,
            "https://developer.atlassian.com/cloud/jira/platform/basic-auth-for-rest-apis/",
            Field("X-Seraph-LoginReason", 0.98),
            Field("X-AREQUESTID", 0.85),
            Host("atlassian.net", 0.93),
            Host("api.bitbucket.org", 0.95),
            Host("api.atlassian.com", 0.95),
            Body("Client must be authenticated to access this resource", 0.93),
            Body("Basic Authentication Failure - Reason", 0.95),
            Body("Unauthorized; scope does not match", 0.93),
            Field("atl-traceid", 0.8)
        ),
        new(
            "Docker registry",
            Application,
            "https://distribution.github.io/distribution/spec/auth/token/",
            Field("Docker-Distribution-Api-Version", 0.85),
            Challenge("service=\"registry.docker.io\"", 0.95),
            Shape("a registry's error list", Registry, 0.8),
            Host("docker.io", 0.9),
            Path("/v2/", 0.3)
        ),
        new(
            "GitHub Container Registry",
            Application,
            "https://docs.github.com/packages/working-with-a-github-packages-registry/working-with-the-container-registry",
            Host("ghcr.io", 0.97),
            Challenge("service=\"ghcr.io\"", 0.97)
        ),
        new(
            "Amazon ECR",
            Application,
            "https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html",
            Body("no basic auth credentials", 0.7),
            Body("Your authorization token has expired. Reauthenticate and try again", 0.95),
            Challenge("service=\"ecr.amazonaws.com\"", 0.97)
        ),
        new(
            "Harbor",
            Application,
            "https://goharbor.io/docs/",
            Challenge("service=\"harbor-registry\"", 0.97),
            Cookie("sid=", 0.1),
            Path("/api/v2.0/", 0.5),
            Field("X-Harbor-Csrf-Token", 0.95)
        ),
        new(
            "Nexus Repository",
            Application,
            "https://help.sonatype.com/en/realms.html",
            Challenge("Sonatype Nexus Repository Manager", 0.98),
            Field("Server", "Nexus/", 0.95)
        ),
        new(
            "JFrog",
            Application,
            "https://jfrog.com/help/r/jfrog-platform-administration-documentation/access-tokens",
            Field("X-JFrog-Version", 0.97),
            FieldsLike("X-Artif", 0.97),
            Server("Artif", 0.95),
            Host("jfrog.io", 0.95),
            Challenge("realm=\"Artif", 0.97)
        ),
        new(
            "npm",
            Application,
            "https://docs.npmjs.com/about-access-tokens",
            Host("npmjs.org", 0.97),
            Field("npm-notice", 0.9)
        ),
        new(
            "PyPI",
            Application,
            "https://pypi.org/help/#invalid-auth",
            Host("pypi.org", 0.97),
            Host("upload.pypi.org", 0.97),
            Body("Invalid or non-existent authentication information", 0.93)
        ),
        new(
            "NuGet",
            Application,
            "https://learn.microsoft.com/nuget/consume-packages/consuming-packages-authenticated-feeds",
            Field("X-NuGet-Warning", 0.9)
        ),
        new(
            "Cargo registry",
            Application,
            "https://doc.rust-lang.org/cargo/reference/registry-authentication.html",
            Challenge("Cargo login_url=", 0.97),
            Host("crates.io", 0.95)
        ),
        new(
            "Jenkins",
            Application,
            "https://www.jenkins.io/doc/book/security/csrf-protection/",
            Field("X-Jenkins", 0.97),
            Field("X-You-Are-Authenticated-As", 0.97),
            Body("No valid crumb was included in the request", 0.97),
            Body("Invalid password/token for user", 0.9),
            Field("X-Hudson", 0.95),
            Cookie("JSESSIONID.", 0.5)
        ),
        new(
            "SonarQube",
            Application,
            "https://docs.sonarsource.com/sonarqube-server/user-guide/managing-tokens/",
            Field("Sonar-Version", 0.9),
            Host("sonarcloud.io", 0.95),
            Path("/api/ce/", 0.5),
            Path("/api/qualitygates", 0.6)
        ),
        new(
            "TeamCity",
            Application,
            "https://www.jetbrains.com/help/teamcity/rest/",
            Field("TeamCity-Node-Id", 0.97),
            Challenge("realm=\"TeamCity\"", 0.97)
        ),
        new(
            "Kubernetes",
            Application,
            "https://kubernetes.io/docs/reference/access-authn-authz/authentication/",
            Shape("a Status object", KubeStatus, 0.95),
            Field("Audit-Id", 0.6),
            Field("X-Kubernetes-Pf-Flowschema-Uid", 0.95),
            Body("system:anonymous", 0.95)
        ),
        new(
            "HashiCorp Vault",
            Application,
            "https://developer.hashicorp.com/vault/docs/concepts/auth",
            Body("{\"errors\":[\"permission denied\"]}", 0.9),
            Body("missing client token", 0.95),
            Body("{\"errors\":[\"invalid role name\"", 0.93),
            Field("X-Vault-Namespace", 0.9)
        ),
        new(
            "Argo CD",
            Application,
            "https://argo-cd.readthedocs.io/en/stable/operator-manual/user-management/",
            Body("invalid session: ", 0.9),
            Cookie("argocd.token", 0.97)
        ),
        new("Terraform Cloud", Application, null, Host("app.terraform.io", 0.97), Field("TFP-API-Version", 0.95)),
    ];
}
