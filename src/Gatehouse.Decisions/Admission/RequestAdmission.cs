using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Guessing;
using Gatehouse.Decisions.Routes;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Decisions.Admission;

/// <summary>
/// Judges the client's address, then the route's limits: requests in flight, and their rate by token bucket. Counted for
/// each route and client (IPv6 by /64) in a table of fixed size, so that no number of addresses costs more memory.
/// </summary>
public sealed class RequestAdmission : IAdmission
{
    private const int Buckets = 65_536;

    private readonly TimeProvider _time;
    private readonly IBans? _bans;
    private readonly Lazy<ClientBucket[]> _buckets = new(static () =>
    {
        var buckets = new ClientBucket[Buckets];
        for (var i = 0; i < buckets.Length; i++)
        {
            buckets[i] = new ClientBucket();
        }

        return buckets;
    });

    /// <summary>With a clock, and who is banned; null for nobody.</summary>
    public RequestAdmission(TimeProvider time, IBans? bans = null)
    {
        _time = time;
        _bans = bans;
    }

    /// <inheritdoc/>
    public Failed? Admit(Decision decision)
    {
        var (site, facts) = (decision.Site, decision.Facts);
        var client = facts.Client.IsIPv4MappedToIPv6 ? facts.Client.MapToIPv4() : facts.Client;
        if (site.Deny.Count > 0 && Contains(site.Deny, client) is { } denied)
        {
            return AddressDenied(client, "deny " + denied);
        }

        if (site.Allow.Count > 0 && Contains(site.Allow, client) is null)
        {
            return AddressDenied(client, "not among those allowed");
        }

        if (CountryDenied(site, decision.Route, client) is { } foreign)
        {
            return foreign;
        }

        if (_bans?.Find(client, facts.ReceivedAt) is { } ban)
        {
            return Banned(ban, facts.ReceivedAt);
        }

        if (decision.Route is not { Limits: { } limits } route)
        {
            return null;
        }

        // The client's own first: what is too much of one client takes nothing of what all share.
        return Limit(decision, limits, "client", Bucket(HashCode.Combine(HashOf(route), Subject(client))))
            ?? (limits.PerRoute is { } all ? Limit(decision, all, "route", all.Shared) : null);
    }

    /// <inheritdoc/>
    public Failed? AdmitUser(Decision decision) =>
        decision is { Principal: { } principal, Route: { Limits.PerUser: { } limits } route }
            ? Limit(
                decision,
                limits,
                "user",
                Bucket(HashCode.Combine(HashOf(route), principal.Kind, principal.Provider, principal.Name))
            )
            : null;

    // Two routes may have one name and other limits: each counts for itself.
    private static int HashOf(Route route) => RuntimeHelpers.GetHashCode(route);

    private ClientBucket Bucket(int hash) => _buckets.Value[(uint)hash % Buckets];

    private Failed? Limit(Decision decision, RouteLimits limits, string policy, ClientBucket bucket)
    {
        Place? place = null;
        if (limits.Concurrent is { } most)
        {
            if (!bucket.TryEnter(most))
            {
                return Finding.Failed(
                    Causes.Client.ConcurrencyExceeded,
                    Evidence.Number("retry-after", 1, Disclosure.Caller),
                    Evidence.Number("limit", most, Disclosure.Operator),
                    Evidence.ForOperator("of", policy)
                );
            }

            place = new Place(bucket);
        }

        if (limits.PerSecond is { } perSecond && LimitRate(decision, limits, perSecond, policy, bucket) is { } failed)
        {
            place?.Dispose();
            return failed;
        }

        if (place is not null)
        {
            decision.Hold(place);
        }

        return null;
    }

    private Failed? LimitRate(
        Decision decision,
        RouteLimits limits,
        double perSecond,
        string policy,
        ClientBucket bucket
    )
    {
        var wait = bucket.Take(
            _time.GetTimestamp(),
            _time.TimestampFrequency,
            perSecond,
            limits.Capacity,
            out var left,
            out var full
        );
        decision.Count(
            new LimitUse(
                policy,
                (long)Math.Round(perSecond * limits.Window),
                limits.Window,
                left,
                (long)Math.Ceiling(full)
            )
        );
        return wait <= 0
            ? null
            : Finding.Failed(
                Causes.Client.RateExceeded,
                Evidence.Number("retry-after", (long)Math.Ceiling(wait), Disclosure.Caller),
                Evidence.ForOperator(
                    "limit",
                    string.Create(CultureInfo.InvariantCulture, $"{perSecond}/s, burst {limits.Capacity}")
                ),
                Evidence.ForOperator("of", policy)
            );
    }

    private static Failed Banned(Ban ban, DateTimeOffset now) =>
        Finding.Failed(
            Causes.Client.Banned,
            Evidence.Number("retry-after", (long)Math.Ceiling((ban.Until - now).TotalSeconds), Disclosure.Caller),
            Evidence.ForOperator("address", ban.Subject),
            Evidence.Number("names", ban.Names, Disclosure.Operator),
            Evidence.Instant("since", ban.Since, Disclosure.Operator)
        );

    private static Failed AddressDenied(IPAddress client, string rule) =>
        Finding.Failed(
            Causes.Client.AddressDenied,
            Evidence.ForOperator("address", client.ToString()),
            Evidence.ForOperator("rule", rule)
        );

    private static Failed? CountryDenied(Site site, Route? route, IPAddress client)
    {
        if (site.AllowCountries.Count == 0 && site.DenyCountries.Count == 0)
        {
            return null;
        }

        if (site.Countries is not { } countries)
        {
            // The routes are closed; of what is the gateway's own, only its health is told to those of whom nothing is known.
            return route?.Endpoint?.StartsWith("health/", StringComparison.Ordinal) == false
                ? Finding.Failed(
                    Causes.Client.CountryDenied,
                    Evidence.ForOperator("address", client.ToString()),
                    Evidence.ForOperator("rule", "the file of countries is missing")
                )
                : null;
        }

        var country = countries.CountryOf(client);
        var rule =
            site.DenyCountries.Contains(country, StringComparer.Ordinal) ? "deny " + country
            : site.AllowCountries.Count == 0 || site.AllowCountries.Contains(country, StringComparer.Ordinal) ? null
            : "not among those allowed";
        return rule is null
            ? null
            : Finding.Failed(
                Causes.Client.CountryDenied,
                Evidence.ForOperator("address", client.ToString()),
                Evidence.ForOperator("country", country),
                Evidence.ForOperator("rule", rule)
            );
    }

    private static string? Contains(IReadOnlyList<IPNetwork> networks, IPAddress address)
    {
        for (var i = 0; i < networks.Count; i++)
        {
            if (networks[i].Contains(address))
            {
                return networks[i].ToString();
            }
        }

        return null;
    }

    // One subscriber has a whole /64.
    private static ulong Subject(IPAddress address)
    {
        Span<byte> octets = stackalloc byte[16];
        address.TryWriteBytes(octets, out _);
        return BitConverter.ToUInt64(octets);
    }
}
