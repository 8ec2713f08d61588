using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Findings;
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
    private readonly Lazy<ClientBucket[]> _buckets = new(static () =>
    {
        var buckets = new ClientBucket[Buckets];
        for (var i = 0; i < buckets.Length; i++)
        {
            buckets[i] = new ClientBucket();
        }

        return buckets;
    });

    /// <summary>With a clock.</summary>
    public RequestAdmission(TimeProvider time) => _time = time;

    /// <inheritdoc/>
    public Failed? Admit(Site site, Route? route, RequestFacts facts, out IDisposable? lease)
    {
        lease = null;
        var client = facts.Client.IsIPv4MappedToIPv6 ? facts.Client.MapToIPv4() : facts.Client;
        if (site.Deny.Count > 0 && Contains(site.Deny, client) is { } denied)
        {
            return AddressDenied(client, "deny " + denied);
        }

        if (site.Allow.Count > 0 && Contains(site.Allow, client) is null)
        {
            return AddressDenied(client, "not among those allowed");
        }

        return route?.Limits is { } limits ? Limit(route, limits, client, out lease) : null;
    }

    private Failed? Limit(Route route, RouteLimits limits, IPAddress client, out IDisposable? lease)
    {
        // Two routes may have one name and other limits: each counts for itself.
        var bucket = _buckets.Value[
            (uint)HashCode.Combine(RuntimeHelpers.GetHashCode(route), Subject(client)) % Buckets
        ];
        lease = null;
        if (limits.Concurrent is { } most)
        {
            if (!bucket.TryEnter(most))
            {
                return Finding.Failed(
                    Causes.Client.ConcurrencyExceeded,
                    Evidence.Number("retry-after", 1, Disclosure.Caller),
                    Evidence.Number("limit", most, Disclosure.Operator)
                );
            }

            lease = new Place(bucket);
        }

        return limits.PerSecond is { } perSecond ? LimitRate(bucket, perSecond, limits.Burst, ref lease) : null;
    }

    private Failed? LimitRate(ClientBucket bucket, double perSecond, int burst, ref IDisposable? lease)
    {
        var wait = bucket.Take(_time.GetTimestamp(), _time.TimestampFrequency, perSecond, Math.Max(burst, 1));
        if (wait <= 0)
        {
            return null;
        }

        lease?.Dispose();
        lease = null;
        return Finding.Failed(
            Causes.Client.RateExceeded,
            Evidence.Number("retry-after", (long)Math.Ceiling(wait), Disclosure.Caller),
            Evidence.ForOperator("limit", string.Create(CultureInfo.InvariantCulture, $"{perSecond}/s, burst {burst}"))
        );
    }

    private static Failed AddressDenied(IPAddress client, string rule) =>
        Finding.Failed(
            Causes.Client.AddressDenied,
            Evidence.ForOperator("address", client.ToString()),
            Evidence.ForOperator("rule", rule)
        );

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

    private sealed class Place(ClientBucket bucket) : IDisposable
    {
        private ClientBucket? _bucket = bucket;

        public void Dispose() => Interlocked.Exchange(ref _bucket, value: null)?.Leave();
    }
}
