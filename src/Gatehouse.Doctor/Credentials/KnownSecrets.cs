namespace Gatehouse.Doctor.Credentials;

/// <summary>Formats of keys and tokens that are known by how they begin.</summary>
internal static class KnownSecrets
{
    private static readonly string[] Everywhere = [];
    private static readonly string[] GitHub =
    [
        "github.com",
        "githubusercontent.com",
        "githubcopilot.com",
        "ghcr.io",
        "ghe.com",
        "models.github.ai",
    ];
    private static readonly string[] Slack = ["slack.com"];
    private static readonly string[] Stripe = ["stripe.com"];
    private static readonly string[] Amazon = ["amazonaws.com", "amazonaws.com.cn", "aws.dev"];
    private static readonly string[] Google =
    [
        "googleapis.com",
        "google.com",
        "pkg.dev",
        "gcr.io",
        "run.app",
        "cloudfunctions.net",
    ];
    private static readonly string[] Atlassian = ["atlassian.net", "atlassian.com", "bitbucket.org"];
    private static readonly string[] Supabase = ["supabase.co", "supabase.com", "supabase.in"];

    /// <summary>All of them; of two that fit, the longer prefix counts.</summary>
    public static IReadOnlyList<KnownSecret> All { get; } =
    [
        .. new KnownSecret[]
        {
            new("ghp_", "GitHub", "personal access token", GitHub) { Length = 40 },
            new("github_pat_", "GitHub", "fine-grained personal access token", GitHub) { Length = 93 },
            new("gho_", "GitHub", "OAuth token", GitHub) { Length = 40 },
            new("ghu_", "GitHub", "token of an app for a user", GitHub),
            new("ghs_", "GitHub", "token of an app's installation", GitHub),
            new("ghr_", "GitHub", "refresh token", GitHub, SecretRole.Refresh),
            new("glpat-", "GitLab", "personal access token", Everywhere)
            {
                Fields = ["PRIVATE-TOKEN", "Authorization"],
            },
            new("glcbt-", "GitLab", "job token", Everywhere) { Fields = ["JOB-TOKEN"] },
            new("gldt-", "GitLab", "deploy token", Everywhere) { Fields = ["Deploy-Token"] },
            new("glrt-", "GitLab", "runner token", Everywhere, SecretRole.Identifier),
            new("glptt-", "GitLab", "trigger token", Everywhere, SecretRole.Identifier),
            new("gloas-", "GitLab", "OAuth application's secret", Everywhere, SecretRole.Client),
            new("glft-", "GitLab", "feed token", Everywhere, SecretRole.Identifier),
            new("xoxb-", "Slack", "bot token", Slack),
            new("xoxp-", "Slack", "user token", Slack),
            new("xapp-", "Slack", "app-level token", Slack),
            new("xoxe-", "Slack", "refresh token", Slack, SecretRole.Refresh),
            new("xoxc-", "Slack", "browser token, good only with its cookie", Slack),
            new("sk_test_", "Stripe", "secret key for tests", Stripe),
            new("sk_live_", "Stripe", "live secret key", Stripe),
            new("rk_test_", "Stripe", "restricted key for tests", Stripe),
            new("rk_live_", "Stripe", "live restricted key", Stripe),
            new("pk_test_", "Stripe", "publishable key for tests", Stripe, SecretRole.Publishable),
            new("pk_live_", "Stripe", "live publishable key", Stripe, SecretRole.Publishable),
            new("whsec_", "Stripe", "webhook secret", Everywhere, SecretRole.Webhook),
            new("AKIA", "AWS", "access key id", Amazon, SecretRole.Identifier) { Length = 20 },
            new("ASIA", "AWS", "temporary access key id", Amazon, SecretRole.Identifier) { Length = 20 },
            new("AIza", "Google", "API key", Google) { Fields = ["X-Goog-Api-Key", "key"], Length = 39 },
            new("ya29.", "Google", "OAuth access token", Google),
            new("1//", "Google", "refresh token", Google, SecretRole.Refresh),
            new("GOCSPX-", "Google", "OAuth client's secret", Google, SecretRole.Client),
            new("sk-ant-", "Anthropic", "API key", ["anthropic.com", "claude.com"]) { Fields = ["X-Api-Key"] },
            new("sk-proj-", "OpenAI", "project key", ["openai.com"]),
            new("sk-or-", "OpenRouter", "API key", ["openrouter.ai"]),
            new("sk-", "OpenAI", "API key", Everywhere),
            new("gsk_", "Groq", "API key", ["groq.com"]),
            new("xai-", "xAI", "API key", ["x.ai"]),
            new("r8_", "Replicate", "API token", ["replicate.com"]),
            new("hf_", "Hugging Face", "access token", ["huggingface.co", "hf.co", "huggingface.cloud"]),
            new("SG.", "SendGrid", "API key", ["sendgrid.com"]) { Length = 69 },
            new("key-", "Mailgun", "API key", ["mailgun.net"]) { Scheme = "Basic" },
            new("re_", "Resend", "API key", ["resend.com"]),
            new("shpat_", "Shopify", "Admin API access token", ["myshopify.com", "shopify.com"])
            {
                Fields = ["X-Shopify-Access-Token"],
            },
            new("shpca_", "Shopify", "custom app's token", ["myshopify.com", "shopify.com"])
            {
                Fields = ["X-Shopify-Access-Token"],
            },
            new("shpss_", "Shopify", "app's shared secret", ["myshopify.com", "shopify.com"], SecretRole.Client),
            new("npm_", "npm", "access token", ["npmjs.org", "npmjs.com"]),
            new("pypi-", "PyPI", "API token", ["pypi.org"]) { Scheme = "Basic" },
            new("rubygems_", "RubyGems", "API key", ["rubygems.org"]) { Scheme = "" },
            new("oy2", "NuGet", "API key", ["nuget.org"]) { Fields = ["X-NuGet-ApiKey"], Length = 46 },
            new("dckr_pat_", "Docker Hub", "access token", ["docker.io", "docker.com"]) { Scheme = "Basic" },
            new("dop_v1_", "DigitalOcean", "access token", ["digitalocean.com"]),
            new("hvs.", "Vault", "service token", Everywhere) { Fields = ["X-Vault-Token", "Authorization"] },
            new("hvb.", "Vault", "batch token", Everywhere) { Fields = ["X-Vault-Token", "Authorization"] },
            new("s.", "Vault", "service token", Everywhere)
            {
                Fields = ["X-Vault-Token", "Authorization"],
                Length = 26,
            },
            new("ATATT", "Atlassian", "API token", Atlassian) { Scheme = "Basic" },
            new("ATCTT", "Atlassian", "access token", Atlassian),
            new("squ_", "SonarQube", "user token", Everywhere),
            new("sqp_", "SonarQube", "project token", Everywhere),
            new("sqa_", "SonarQube", "global analysis token", Everywhere),
            new("AKC", "Artifactory", "API key", Everywhere) { Fields = ["X-JFrog-Art-Api"], Length = 73 },
            new("cmVmd", "Artifactory", "reference token", Everywhere) { Length = 64 },
            new("sb_publishable_", "Supabase", "publishable key", Supabase, SecretRole.Publishable)
            {
                Fields = ["apikey"],
            },
            new("sb_secret_", "Supabase", "secret key", Supabase) { Fields = ["apikey"] },
            new("secret_", "Notion", "integration token", Everywhere),
            new("ntn_", "Notion", "integration token", ["notion.com", "notion.so"]),
            new("lin_api_", "Linear", "API key", ["linear.app"]) { Scheme = "" },
            new("lin_oauth_", "Linear", "OAuth token", ["linear.app"]),
            new("figd_", "Figma", "personal access token", ["figma.com"]) { Fields = ["X-Figma-Token"] },
            new("EAAA", "Square", "access token", ["squareup.com", "squareupsandbox.com"]) { Length = 64 },
            new(
                "EAA",
                "Meta",
                "access token",
                ["facebook.com", "instagram.com", "whatsapp.com", "squareup.com", "squareupsandbox.com"]
            ),
            new("dp.st.", "Doppler", "service token", ["doppler.com"]),
            new("dp.pt.", "Doppler", "personal token", ["doppler.com"]),
            new("sntrys_", "Sentry", "organisation's token", Everywhere),
            new("sntryu_", "Sentry", "user token", Everywhere),
            new("PMAK-", "Postman", "API key", ["postman.com", "getpostman.com"]) { Fields = ["X-Api-Key"] },
            new("dapi", "Databricks", "access token", ["azuredatabricks.net", "databricks.com"]) { Length = 36 },
            new("vcp_", "Vercel", "access token", ["vercel.com"]),
            new("nfp_", "Netlify", "personal access token", ["netlify.com"]),
            new("fo1_", "Fly.io", "access token", ["fly.io", "fly.dev"]),
            new("fm2_", "Fly.io", "access token", ["fly.io", "fly.dev"]) { Scheme = "FlyV1" },
            new("glsa_", "Grafana", "service account's token", Everywhere),
            new("glc_", "Grafana Cloud", "access policy's token", ["grafana.net", "grafana.com"]),
            new("NRAK-", "New Relic", "user key", ["newrelic.com"]) { Fields = ["Api-Key"] },
            new("phc_", "PostHog", "project key", ["posthog.com"], SecretRole.Publishable),
            new("phx_", "PostHog", "personal key", ["posthog.com"]),
            new("pul-", "Pulumi", "access token", ["pulumi.com"]) { Scheme = "token" },
            new("tfp_", "Typeform", "personal access token", ["typeform.com"]),
            new("pat-na1-", "HubSpot", "private app's token", ["hubapi.com", "hubspot.com"]),
            new("pat-eu1-", "HubSpot", "private app's token", ["hubapi.com", "hubspot.com"]),
            new("rzp_test_", "Razorpay", "key id for tests", ["razorpay.com"]),
            new("rzp_live_", "Razorpay", "live key id", ["razorpay.com"]),
            new("tskey-", "Tailscale", "key", ["tailscale.com"]),
            new("ocp-", "Ory", "key", Everywhere),
            new("CFPAT-", "Contentful", "personal access token", ["contentful.com"]),
            new("sbp_", "Supabase", "management token", Supabase),
            new("rnd_", "Render", "API key", ["render.com"]),
            new("SSWS ", "Okta", "API token", ["okta.com", "oktapreview.com", "okta-emea.com"]),
        }.OrderByDescending(known => known.Prefix.Length),
    ];

    /// <summary>The format of this secret; null where it is none of these.</summary>
    public static KnownSecret? Find(string secret)
    {
        var bare = secret.Trim().Trim('"', '\'');
        return bare.Length < 12
            ? null
            : All.FirstOrDefault(known =>
                bare.StartsWith(known.Prefix, StringComparison.Ordinal)
                // A short beginning alone says little: the length must fit too.
                && (known.Prefix.Length > 3 || known.Length == 0 || known.Length == bare.Length)
                && !bare.Contains(' ', StringComparison.Ordinal)
            );
    }

    /// <summary>The issuer to whom this host belongs; null where it is none of these.</summary>
    public static string? IssuerOf(string host) =>
        All.FirstOrDefault(known => known.Hosts.Any(end => Belongs(host, end)))?.Issuer;

    /// <summary>Whether a host is this one or below it.</summary>
    public static bool Belongs(string host, string end) =>
        host.EndsWith(end, StringComparison.OrdinalIgnoreCase)
        && (host.Length == end.Length || host[^(end.Length + 1)] is '.' or '-');
}
