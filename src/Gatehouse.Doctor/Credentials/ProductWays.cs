using Gatehouse.Doctor.Exchanges;

namespace Gatehouse.Doctor.Credentials;

/// <summary>Where well-known products and services read a key or token from, wherever that is not simply a Bearer token.</summary>
internal static class ProductWays
{
    private static readonly ProductWay[] All =
    [
        Of("Discord", "discord.com discordapp.com", "Bot", "Bearer"),
        Of("Okta", "okta.com oktapreview.com okta-emea.com", "SSWS", "Bearer", "DPoP") with
        {
            Sign = "X-Okta-Request-Id",
        },
        Of("Opsgenie", "opsgenie.com", "GenieKey"),
        Of("Klaviyo", "klaviyo.com", "Klaviyo-API-Key", "Bearer"),
        Of("Datadog", "datadoghq.com datadoghq.eu", "DD-API-KEY:", "?api_key"),
        Of("PagerDuty", "pagerduty.com", "Token", "Bearer"),
        Of("Deepgram", "deepgram.com", "Token", "Bearer"),
        Of("Splunk's event collector", "splunkcloud.com", "Splunk", "Basic", "?token") with
        {
            Paths = ["/services/collector"],
        },
        Of("InfluxDB", "influxdata.com", "Token", "Bearer", "Basic") with
        {
            Paths = ["/api/v2/write", "/api/v2/query", "/api/v2/buckets"],
            Sign = "X-Influxdb-Version",
        },
        Of("NetBox", "", "Token") with
        {
            Paths = ["/api/dcim/", "/api/ipam/"],
        },
        Of("Paperless", "", "Token", "Basic") with
        {
            Paths = ["/api/documents/", "/api/correspondents/"],
        },
        Of("Proxmox", "", "PVEAPIToken", "PBSAPIToken") with
        {
            Paths = ["/api2/json/"],
        },
        Of("Plex", "plex.tv", "X-Plex-Token:", "?X-Plex-Token") with
        {
            Sign = "X-Plex-Protocol",
        },
        Of("Immich", "", "X-Api-Key:", "Bearer") with
        {
            Paths = ["/api/assets", "/api/albums"],
        },
        Of("Elasticsearch", "es.io elastic-cloud.com found.io", "ApiKey", "Basic", "Bearer") with
        {
            Sign = "X-Elastic-Product",
        },
        Of("Linear", "linear.app", "bare", "Bearer"),
        Of("monday.com", "monday.com", "bare"),
        Of("ClickUp", "clickup.com", "bare", "Bearer"),
        Of("LaunchDarkly", "launchdarkly.com", "bare", "api_key"),
        Of("AssemblyAI", "assemblyai.com", "bare"),
        Of("Twilio", "twilio.com", "Basic"),
        Of("Mailgun", "mailgun.net", "Basic"),
        Of("Mailjet", "mailjet.com", "Basic"),
        Of("Freshdesk", "freshdesk.com freshservice.com", "Basic"),
        Of("Razorpay", "razorpay.com", "Basic"),
        Of("Plivo", "plivo.com", "Basic"),
        Of("Postmark", "postmarkapp.com", "X-Postmark-Server-Token:", "X-Postmark-Account-Token:"),
        Of("Brevo", "brevo.com sendinblue.com", "api-key:"),
        Of("Zoho", "zohoapis.com zohoapis.eu zohoapis.in zoho.com zoho.eu", "Zoho-oauthtoken", "Bearer"),
        Of("Pipedrive", "pipedrive.com", "x-api-token:", "Bearer", "?api_token"),
        Of("Shopify", "myshopify.com", "X-Shopify-Access-Token:", "Basic", "X-Shopify-Storefront-Access-Token:"),
        Of("BigCommerce", "bigcommerce.com", "X-Auth-Token:"),
        Of("Fastly", "fastly.com", "Fastly-Key:"),
        Of("Hetzner DNS", "dns.hetzner.com", "Auth-API-Token:"),
        Of("GoDaddy", "godaddy.com", "sso-key"),
        Of("Algolia", "algolia.net algolianet.com", "X-Algolia-API-Key:", "?x-algolia-api-key"),
        Of("Typesense", "typesense.net", "X-TYPESENSE-API-KEY:", "?x-typesense-api-key"),
        Of("Qdrant", "qdrant.io", "api-key:", "Bearer"),
        Of("Pinecone", "pinecone.io", "Api-Key:", "Bearer"),
        Of("Anthropic", "anthropic.com", "x-api-key:", "Bearer"),
        Of("Azure OpenAI", "openai.azure.com", "api-key:", "Bearer"),
        Of(
            "Azure's cognitive services",
            "cognitiveservices.azure.com cognitive.microsoft.com",
            "Ocp-Apim-Subscription-Key:",
            "Bearer",
            "?subscription-key"
        ),
        Of(
            "Azure API Management",
            "azure-api.net",
            "Ocp-Apim-Subscription-Key:",
            "Bearer",
            "Basic",
            "?subscription-key"
        ),
        Of("ElevenLabs", "elevenlabs.io", "xi-api-key:"),
        Of("RapidAPI", "rapidapi.com", "X-RapidAPI-Key:"),
        Of("New Relic", "newrelic.com nr-data.net", "Api-Key:", "X-License-Key:", "X-Api-Key:", "?Api-Key"),
        Of("Honeycomb", "honeycomb.io", "X-Honeycomb-Team:"),
        Of("Rollbar", "rollbar.com", "X-Rollbar-Access-Token:", "?access_token"),
        Of("Statuspage", "statuspage.io", "OAuth"),
        Of("Jira or Confluence in the cloud", "atlassian.net", "Basic"),
        Of("Azure DevOps", "dev.azure.com visualstudio.com", "Basic", "Bearer"),
        Of("Nexus", "", "Basic", "X-NuGet-ApiKey:") with
        {
            Sign = "Server: Nexus/",
        },
        Of("NuGet", "nuget.org", "X-NuGet-ApiKey:"),
        Of("RubyGems", "rubygems.org", "bare", "Basic"),
        Of("PyPI", "pypi.org", "Basic"),
        Of("Consul", "", "X-Consul-Token:", "Bearer") with
        {
            Sign = "X-Consul-Default-Acl-Policy",
        },
        Of("VirusTotal", "virustotal.com", "x-apikey:"),
        Of("AbuseIPDB", "abuseipdb.com", "Key:"),
        Of("Have I Been Pwned", "haveibeenpwned.com", "hibp-api-key:"),
        Of("OpenWeather", "openweathermap.org", "?appid", "x-api-key:"),
        Of("Mapbox", "mapbox.com", "?access_token"),
        Of("Binance", "binance.com binance.us", "X-MBX-APIKEY:"),
        Of("Kraken", "kraken.com", "API-Key:"),
        Of("Coinbase", "pro.coinbase.com exchange.coinbase.com", "CB-ACCESS-KEY:"),
        Of("Alpaca", "alpaca.markets", "APCA-API-KEY-ID:", "Basic", "Bearer"),
        Of("Adyen", "adyen.com", "X-API-Key:", "Basic"),
        Of("DHL", "api.dhl.com api-eu.dhl.com", "DHL-API-Key:", "Basic", "Bearer", "?api-key"),
        Of("MessageBird", "messagebird.com", "AccessKey"),
        Of("Viber", "viber.com", "X-Viber-Auth-Token:"),
        Of("Portainer", "", "X-API-Key:", "Bearer") with
        {
            Paths = ["/api/endpoints/"],
        },
        Of("Discourse", "discourse.org discourse.group", "Api-Key:", "User-Api-Key:") with
        {
            Sign = "X-Discourse-Route",
        },
        Of("Ghost", "ghost.io", "Ghost") with
        {
            Paths = ["/ghost/api/admin/"],
        },
        Of("Redmine", "", "X-Redmine-API-Key:", "Basic", "?key") with
        {
            Paths = ["/issues.json", "/projects.json"],
        },
        Of("CircleCI", "circleci.com", "Circle-Token:", "Basic"),
        Of("Travis CI", "travis-ci.com travis-ci.org", "token"),
        Of("Snyk", "snyk.io", "token", "Bearer"),
        Of("Tableau", "online.tableau.com", "X-Tableau-Auth:"),
        Of("Metabase", "metabaseapp.com", "X-Metabase-Session:", "X-API-KEY:") with
        {
            Sign = "X-Metabase-Version",
        },
        Of("Appwrite", "appwrite.io", "X-Appwrite-Key:", "X-Appwrite-JWT:"),
        Of("OneSignal", "onesignal.com", "Key", "Basic"),
        Of("The Movie Database", "themoviedb.org", "Bearer", "?api_key"),
        Of("Trello", "trello.com", "?token", "?key", "OAuth"),
        Of(
            "GitLab",
            "gitlab.com",
            "PRIVATE-TOKEN:",
            "JOB-TOKEN:",
            "DEPLOY-TOKEN:",
            "Bearer",
            "Basic",
            "?private_token"
        ) with
        {
            Sign = "X-Gitlab-Meta",
        },
        Of("Gitea", "gitea.com codeberg.org", "token", "Bearer", "Basic", "?token", "?access_token") with
        {
            Paths = ["/api/v1/repos/", "/api/v1/user/repos"],
        },
        Of("Vault", "hashicorp.cloud", "X-Vault-Token:", "Bearer") with
        {
            Paths = ["/v1/sys/", "/v1/secret/", "/v1/auth/"],
        },
        Of("Nomad", "", "X-Nomad-Token:", "Bearer") with
        {
            Paths = ["/v1/jobs", "/v1/allocations"],
        },
        Of("OctoPrint", "", "X-Api-Key:", "Bearer") with
        {
            Paths = ["/api/printer", "/api/job"],
        },
        Of("TheTVDB or Sonarr", "", "X-Api-Key:", "?apikey") with
        {
            Paths = ["/api/v3/series", "/api/v3/movie", "/api/v3/system/status"],
        },
        Of("Jellyfin or Emby", "", "MediaBrowser", "Emby", "X-Emby-Token:", "X-MediaBrowser-Token:", "?api_key") with
        {
            Paths = ["/Users/Me", "/System/Info", "/Library/VirtualFolders"],
        },
        Of("Artifactory", "jfrog.io", "X-JFrog-Art-Api:", "Bearer", "Basic") with
        {
            Sign = "X-JFrog-Version",
        },
        Of("Hasura", "hasura.app", "X-Hasura-Admin-Secret:", "Bearer"),
        Of("Apache Airflow", "", "Basic", "Bearer") with
        {
            Paths = ["/api/v1/dags"],
        },
        Of("Jenkins", "", "Basic", "Bearer") with
        {
            Sign = "X-Jenkins",
        },
        Of("RabbitMQ", "", "Basic", "Bearer") with
        {
            Paths = ["/api/queues", "/api/exchanges"],
        },
        Of("CouchDB", "", "Basic", "Bearer") with
        {
            Sign = "Server: CouchDB/",
        },
    ];

    /// <summary>The product that this request was sent to, as far as its address or answer tells; null for none of these.</summary>
    public static ProductWay? Find(Uri url, Answer? answer) =>
        Array.Find(All, way => way.Hosts.Any(end => KnownSecrets.Belongs(url.Host, end)))
        ?? Array.Find(All, way => way.Sign is { } sign && answer is not null && Shows(answer, sign))
        ?? Array.Find(
            All,
            way => way.Paths.Any(path => url.AbsolutePath.StartsWith(path, StringComparison.OrdinalIgnoreCase))
        );

    private static bool Shows(Answer answer, string sign) =>
        sign.StartsWith("Server: ", StringComparison.Ordinal)
            ? answer.Headers["Server"]?.StartsWith(sign["Server: ".Length..], StringComparison.OrdinalIgnoreCase)
                == true
            : answer.Headers.Has(sign);

    private static ProductWay Of(string product, string hosts, params string[] takes) =>
        new(product, takes, hosts.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
