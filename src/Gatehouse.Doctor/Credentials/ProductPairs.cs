using Gatehouse.Doctor.Exchanges;

namespace Gatehouse.Doctor.Credentials;

/// <summary>Products that want two things together: a key and who it belongs to, a token and the client that it was issued to.</summary>
internal static class ProductPairs
{
    private static readonly (string Product, string Hosts, string? Sign, string One, string Other)[] All =
    [
        ("Trello", "trello.com", "X-Trello-Version", "?key", "?token"),
        ("Twitch", "twitch.tv", null, "Authorization:", "Client-Id:"),
        ("IGDB", "igdb.com", null, "Authorization:", "Client-ID:"),
        ("Rocket.Chat", "rocket.chat", "X-RocketChat-RoomId", "X-Auth-Token:", "X-User-Id:"),
        ("Discourse", "discourse.org", "X-Discourse-Route", "Api-Key:", "Api-Username:"),
        ("Algolia", "algolia.net algolianet.com", null, "X-Algolia-API-Key:", "X-Algolia-Application-Id:"),
        ("Cloudflare", "api.cloudflare.com", null, "X-Auth-Key:", "X-Auth-Email:"),
        ("Datadog", "datadoghq.com datadoghq.eu", null, "DD-API-KEY:", "DD-APPLICATION-KEY:"),
        ("Supabase", "supabase.co", "Sb-Gateway-Version", "Authorization:", "apikey:"),
        ("Alpaca", "alpaca.markets", null, "APCA-API-KEY-ID:", "APCA-API-SECRET-KEY:"),
        ("Parse", "back4app.com", "X-Parse-Job-Status-Id", "X-Parse-REST-API-Key:", "X-Parse-Application-Id:"),
        ("Kraken", "kraken.com", null, "API-Key:", "API-Sign:"),
        (
            "Amazon's Selling Partner API",
            "sellingpartnerapi-eu.amazon.com sellingpartnerapi-na.amazon.com",
            null,
            "Authorization:",
            "x-amz-access-token:"
        ),
        ("Google Ads", "googleads.googleapis.com", null, "Authorization:", "developer-token:"),
        ("Xero", "api.xero.com", null, "Authorization:", "Xero-Tenant-Id:"),
        ("Plaid", "plaid.com", null, "PLAID-CLIENT-ID:", "PLAID-SECRET:"),
        ("Cloudflare Access", "", "Cf-Access-Aud", "CF-Access-Client-Id:", "CF-Access-Client-Secret:"),
    ];

    /// <summary>The product and what it wants besides what was sent; null for none of these.</summary>
    public static (string Product, string Sent, string Missing)? MissingIn(SentRequest request, Answer? answer)
    {
        if (request.Url is not { } url)
        {
            return null;
        }

        foreach (var (product, hosts, sign, one, other) in All)
        {
            if (
                (
                    hosts
                        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                        .Any(end => KnownSecrets.Belongs(url.Host, end))
                    || (sign is not null && answer?.Headers.Has(sign) == true)
                )
                && Has(request, one) != Has(request, other)
                && !url.AbsolutePath.StartsWith("/auth/v1/", StringComparison.Ordinal)
            )
            {
                return Has(request, one) ? (product, Plain(one), Plain(other)) : (product, Plain(other), Plain(one));
            }
        }

        return null;
    }

    private static bool Has(SentRequest request, string place) =>
        place[0] == '?'
            ? request
                .Url!.Query.TrimStart('?')
                .Split('&')
                .Any(part => part.StartsWith(place[1..] + "=", StringComparison.OrdinalIgnoreCase))
            : request.Headers.Has(place.TrimEnd(':'));

    private static string Plain(string place) => place.Trim('?', ':');
}
