using System.Text.RegularExpressions;
using static Gatehouse.Doctor.Answerers.Answerer;
using static Gatehouse.Doctor.Answerers.Products.Signs;

namespace Gatehouse.Doctor.Answerers.Products;

/// <summary>Services whose interfaces are called over the Internet.</summary>
internal sealed class ServiceRecogniser : ProductRecogniser
{
    private static readonly Regex SlackBody = new(
        """^\s*\{\s*"ok"\s*:\s*false\s*,\s*"error"\s*:""",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    );

    protected override IReadOnlyList<Fingerprint> Fingerprints { get; } =
    [
        new(
            "Salesforce",
            Application,
            "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/errorcodes.htm",
            Host("salesforce.com", 0.93),
            Host("force.com", 0.9),
            Body("\"errorCode\":\"INVALID_SESSION_ID\"", 0.97),
            Body("INVALID_AUTH_HEADER", 0.93),
            Field("Sforce-Limit-Info", 0.97)
        ),
        new(
            "Slack",
            Application,
            "https://docs.slack.dev/",
            Host("slack.com", 0.95),
            Field("x-slack-req-id", 0.97),
            Shape("an error of ok:false", SlackBody, 0.7)
        ),
        new(
            "Discord",
            Application,
            "https://discord.com/developers/docs/reference",
            Host("discord.com", 0.95),
            Body("{\"message\": \"401: Unauthorized\", \"code\": 0}", 0.96),
            Body("{\"message\":\"401: Unauthorized\",\"code\":0}", 0.96)
        ),
        new(
            "Telegram",
            Application,
            "https://core.telegram.org/bots/api",
            Host("api.telegram.org", 0.97),
            Body("{\"ok\":false,\"error_code\":401,\"description\":\"Unauthorized\"}", 0.96)
        ),
        new(
            "X",
            Application,
            "https://docs.x.com/fundamentals/authentication/overview",
            Host("api.twitter.com", 0.97),
            Host("api.x.com", 0.97),
            Host("twitter.com", 0.9),
            Body("api.twitter.com/2/problems/", 0.97),
            Body("\"code\":32,\"message\":\"Could not authenticate you", 0.95),
            Body("Supported authentication types are", 0.85)
        ),
        new(
            "Spotify",
            Application,
            "https://developer.spotify.com/documentation/web-api",
            Host("api.spotify.com", 0.97)
        ),
        new(
            "Stripe",
            Application,
            "https://docs.stripe.com/keys",
            Host("api.stripe.com", 0.97),
            Body("You did not provide an API key. You need to provide your API key in the Authorization header", 0.97),
            Field("Stripe-Version", 0.97)
        ),
        new(
            "OpenAI",
            Application,
            "https://platform.openai.com/docs/guides/error-codes",
            Host("api.openai.com", 0.97),
            Field("openai-organization", 0.95),
            Body("platform.openai.com/account/api-keys", 0.97)
        ),
        new(
            "Anthropic",
            Application,
            "https://docs.anthropic.com/en/api/errors",
            Host("api.anthropic.com", 0.97),
            Body("\"type\":\"authentication_error\"", 0.85)
        ),
        new(
            "Shopify",
            Application,
            "https://shopify.dev/docs/api/usage/authentication",
            Host("myshopify.com", 0.95),
            Field("X-ShopId", 0.9),
            Body("[API] Invalid API key or access token", 0.97)
        ),
        new(
            "Meta Graph API",
            Application,
            "https://developers.facebook.com/docs/graph-api/guides/error-handling/",
            Host("graph.facebook.com", 0.97),
            Body("\"type\":\"OAuthException\"", 0.9),
            Field("x-fb-trace-id", 0.95)
        ),
        new(
            "Twilio",
            Application,
            "https://www.twilio.com/docs/api/errors",
            Host("api.twilio.com", 0.97),
            Body("www.twilio.com/docs/errors", 0.97),
            Challenge("Twilio API", 0.97)
        ),
        new("SendGrid", Application, null, Host("api.sendgrid.com", 0.97)),
        new("Mailchimp", Application, null, Body("mailchimp.com", 0.8), Host("api.mailchimp.com", 0.97)),
        new("PayPal", Application, null, Host("paypal.com", 0.93), Field("Paypal-Debug-Id", 0.97)),
        new(
            "Binance",
            Application,
            "https://developers.binance.com/docs/binance-spot-api-docs/errors",
            Host("binance.com", 0.93),
            Body("{\"code\":-1021", 0.85),
            Body("{\"code\":-1022", 0.85),
            Body("{\"code\":-2014", 0.85),
            Body("{\"code\":-2015", 0.85),
            Field("x-mbx-uuid", 0.97),
            FieldsLike("x-mbx-used-weight", 0.97)
        ),
        new("Kraken", Application, null, Host("api.kraken.com", 0.97), Body("EAPI:", 0.9)),
        new("KuCoin", Application, null, Host("kucoin.com", 0.95), Body("KC-API-", 0.93)),
        new("Bybit", Application, null, Host("bybit.com", 0.95), Body("\"retCode\":1000", 0.85)),
        new("OKX", Application, null, Host("okx.com", 0.95), Body("OK-ACCESS-", 0.93)),
        new("Coinbase", Application, null, Host("coinbase.com", 0.95)),
        new("Zendesk", Application, null, Host("zendesk.com", 0.95), Body("Couldn't authenticate you", 0.85)),
        new(
            "ServiceNow",
            Application,
            null,
            Host("service-now.com", 0.95),
            Body("\"detail\":\"Required to provide Auth information\"", 0.97)
        ),
        new("Jira Cloud", Application, null, Host("atlassian.net", 0.9).With(Path("/rest/api/", 1))),
        new(
            "SAP",
            Application,
            null,
            Field("sap-server", 0.9),
            Field("Server", "SAP NetWeaver", 0.93),
            Field("x-csrf-token", 0.1),
            Body("SAP NetWeaver Application Server", 0.93)
        ),
        new(
            "App Store Server API",
            Application,
            "https://developer.apple.com/documentation/appstoreserverapi",
            Host("api.storekit.itunes.apple.com", 0.97),
            Host("api.storekit-sandbox.itunes.apple.com", 0.97),
            Host("api.appstoreconnect.apple.com", 0.97)
        ),
        new("Snowflake", Application, null, Host("snowflakecomputing.com", 0.97)),
        new("Databricks", Application, null, Host("azuredatabricks.net", 0.95), Host("cloud.databricks.com", 0.97)),
    ];
}
