using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Gatehouse.Gateway.Configuration.Values;
using Gatehouse.Protocol.Digest;

namespace Gatehouse.Gateway.Configuration.Linting;

/// <summary>Rules about the settings of the server itself.</summary>
internal static class ServerRules
{
    private static readonly TimeSpan LongestSession = TimeSpan.FromHours(24);
    private static readonly TimeSpan LongestIdle = TimeSpan.FromHours(4);
    private static readonly TimeSpan LongestAccess = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan LongestRefresh = TimeSpan.FromDays(365);
    private static readonly TimeSpan WidestSkew = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LongestNonce = TimeSpan.FromHours(1);
    private static readonly TimeSpan ShortestJournal = TimeSpan.FromDays(7);

    public static IReadOnlyList<LintRule> All { get; } =
    [
        new(
            "trusted-proxies-wide",
            "every host in it can say whose address a request came from, and so pass address lists, limits and bans.",
            "Name the proxies' own addresses, one by one or as the smallest network that holds them.",
            site =>
                site.TrustedProxies.Where(IsWide)
                    .Select(network => At(site, "trusted-proxies", $"`trusted-proxies` has {network}"))
        ),
        new(
            "proxy-bypassed",
            "whoever reaches that address directly goes past what the proxy does for you.",
            "Listen on the address that the proxy uses alone, for example http://127.0.0.1:8080.",
            site =>
                site.TrustedProxies.Count == 0
                    ? []
                    : site
                        .Listen.Where(address => address.Scheme == Uri.UriSchemeHttp && IsAnyAddress(address))
                        .Select(address =>
                            At(site, "listen", $"`listen` has {Shown(address)} and there are `trusted-proxies`")
                        )
        ),
        new(
            "public-url-plain",
            "links, cookies and redirects are made for plain http, which anybody on the way reads and changes.",
            "Write the https address under which people know the site.",
            site =>
                site.PublicUrl.Scheme == Uri.UriSchemeHttp && !UrlKind.IsLoopback(site.PublicUrl)
                    ? [At(site, "public-url", $"`public-url` is {Shown(site.PublicUrl)}")]
                    : []
        ),
        new(
            "admission-everybody",
            "a list that names every address keeps nobody out, and looks as if it did.",
            "Remove it, or name the networks that may come.",
            site =>
                site.Admission.Allow.Where(network => network.PrefixLength == 0)
                    .Select(network => At(site, "admission", $"`admission.allow` has {network}"))
        ),
        new(
            "session-long",
            "a session that somebody takes over, or leaves open on a shared machine, lasts as long.",
            "Write 24h or less; whoever is still there signs in again.",
            site => Longer(site, "session", "session.absolute", site.Session.Absolute, LongestSession)
        ),
        new(
            "session-idle-long",
            "a browser that was left alone stays signed in for whoever comes by.",
            "Write 4h or less.",
            site => Longer(site, "session", "session.idle", site.Session.Idle, LongestIdle)
        ),
        new(
            "cookie-domain-shared",
            "every host in that domain gets the session's cookie, and any of them that is taken over has all sessions.",
            "Remove it, and let each site sign people in at the provider.",
            site =>
                site.Session.CookieDomain is { } domain
                    ? [At(site, "session", $"`session.cookie-domain` is `{domain}`")]
                    : []
        ),
        new(
            "tokens-long",
            "a token that leaks is good for as long, unless somebody notices and revokes it.",
            "Write 30m or less: refresh tokens bring new ones.",
            site => Longer(site, "tokens", "tokens.access", site.Tokens.Access, LongestAccess)
        ),
        new(
            "refresh-long",
            "a program that was allowed once acts for its person for as long, and nobody remembers it.",
            "Write a year or less.",
            site => Longer(site, "tokens", "tokens.absolute", site.Tokens.Longest, LongestRefresh)
        ),
        new(
            "clock-skew-wide",
            "tokens are taken for so much longer after their end, and replays too.",
            "Keep clocks right by NTP, and write 30s.",
            site => Longer(site, "clock-skew", "clock-skew", site.ClockSkew, WidestSkew)
        ),
        new(
            "digest-md5",
            "whoever has seen an exchange, or the store, tries passwords at billions a second.",
            "Remove it: curl, browsers and libraries of the last ten years know SHA-256.",
            site =>
                site.Digest.Algorithms.Any(algorithm => algorithm.Hash == DigestHash.Md5)
                    ? [At(site, "digest", "`digest.algorithms` has MD5")]
                    : []
        ),
        new(
            "digest-nonce-long",
            "an exchange that was recorded can be tried again for as long on a server that has been restarted.",
            "Write 1h or less.",
            site => Longer(site, "digest", "digest.nonce-lifetime", site.Digest.NonceLifetime, LongestNonce)
        ),
        new(
            "client-certificates-unrevoked",
            "a certificate whose key was lost is good until its end.",
            "Add `revocation-lists` of the authority.",
            site =>
                site.ClientCertificates is { RevocationLists: null or { Count: 0 } } certificates
                    ? [new(certificates.Location, $"`{certificates.Location.KeyPath}` names no `revocation-lists`")]
                    : []
        ),
        new(
            "journal-short",
            "a refusal that somebody reports after a week cannot be explained from the journal any more.",
            "Write 7d or more; `size` bounds it too.",
            site =>
                site.Journal.Keep < ShortestJournal
                    ? [At(site, "journal", $"`journal.keep` is {Durations.Write(site.Journal.Keep)}")]
                    : []
        ),
        new(
            "contact-missing",
            "whoever is refused and can do nothing about it is not told whom to ask.",
            "Add, for example, `contact: admin@example.com`.",
            site =>
                site.Contact is null && !UrlKind.IsLoopback(site.PublicUrl)
                    ? [At(site, "contact", "there is no `contact`")]
                    : []
        ),
    ];

    /// <summary>A finding at a key of the file's first level, or at the file's start where the key is not there.</summary>
    public static LintFinding At(GatehouseConfiguration site, string key, string what) =>
        new(site.Locations.GetValueOrDefault(key, new ConfigurationLocation(key, 1, 1)), what);

    /// <summary>An address as it may be shown.</summary>
    public static string Shown(Uri address) => Excerpt.Of(address.GetLeftPart(UriPartial.Authority));

    // A whole network of somebody's own may be meant; one of the public internet never is.
    private static bool IsWide(IPNetwork network)
    {
        var four = network.BaseAddress.AddressFamily == AddressFamily.InterNetwork;
        return network.PrefixLength > 0
            && network.PrefixLength < (four ? (NetworkPlaces.IsPrivate(network.BaseAddress) ? 16 : 28) : 48);
    }

    private static bool IsAnyAddress(Uri address) =>
        IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip)
        && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any));

    private static IEnumerable<LintFinding> Longer(
        GatehouseConfiguration site,
        string key,
        string path,
        TimeSpan is_,
        TimeSpan most
    ) =>
        is_ > most
            ?
            [
                At(
                    site,
                    key,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"`{path}` is {Durations.Write(is_)}, more than {Durations.Write(most)}"
                    )
                ),
            ]
            : [];
}
