using System.Net;
using Gatehouse.Doctor.Exchanges;

namespace Gatehouse.Doctor.Names;

/// <summary>
/// Finds out where the host's name leads: here, and by the word of its zone's own servers. Asked once, after a refusal, and
/// for names alone that the world knows.
/// </summary>
internal sealed class NameInquiry(INameService names, TimeSpan timeout)
{
    private const int MostLabels = 8;
    private const int MostServers = 2;
    private const int MostAliases = 3;

    private readonly NameClient _client = new(timeout);

    /// <summary>Whether it helps in this case now.</summary>
    public static bool Helps(CaseFile file) =>
        file is { Target: { HostNameType: UriHostNameType.Dns }, Proxy: null, ConnectTo: null }
        && file.Note<NameFindings>() is null
        && file.First(ProbeIntent.Supplied) is { Answer: null or { Status: >= 400 } };

    /// <summary>What is found about this host.</summary>
    public async Task<NameFindings> AboutAsync(string host, CancellationToken token)
    {
        host = host.TrimEnd('.').ToLowerInvariant();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(token);
        limit.CancelAfter(timeout * 2);
        var found = new NameFindings(host, []);
        try
        {
            found = found with { Here = [.. (await names.AddressesAsync(host, limit.Token)).Distinct()] };
            return IsOfTheWorld(host)
                ? await WithZoneAsync(found with { ByHand = HostsFile.Find(names.HostsFile, host) }, limit.Token)
                : found;
        }
        catch (OperationCanceledException) when (!token.IsCancellationRequested)
        {
            return found;
        }
    }

    private static bool IsOfTheWorld(string host) =>
        host.Contains('.', StringComparison.Ordinal)
        && !host.EndsWith(".local", StringComparison.Ordinal)
        && !host.EndsWith(".localhost", StringComparison.Ordinal)
        && !host.EndsWith(".onion", StringComparison.Ordinal);

    private async Task<NameFindings> WithZoneAsync(NameFindings found, CancellationToken token)
    {
        var name = found.Host;
        for (var alias = 0; alias <= MostAliases; alias++)
        {
            if (await ZoneOfAsync(name, token) is not { } zone)
            {
                break;
            }

            found = found with { Zone = zone.Name };
            if (await ByZoneAsync(name, zone.Servers, token) is not { } told)
            {
                break;
            }

            if (told.Addresses.Count > 0 || told.End == name)
            {
                return found with { ByZone = told.Addresses, ZoneServer = told.Server };
            }

            name = told.End;
        }

        return found;
    }

    private async Task<(string Name, IReadOnlyList<string> Servers)?> ZoneOfAsync(string name, CancellationToken token)
    {
        foreach (var resolver in names.Resolvers.Take(MostServers))
        {
            var zone = name;
            for (var label = 0; label < MostLabels && zone.Contains('.', StringComparison.Ordinal); label++)
            {
                if (await _client.AskAsync(resolver, zone, NameKind.NS, recursive: true, token) is not { } answer)
                {
                    break;
                }

                var servers = answer
                    .Answers.Where(record => record.Kind == NameKind.NS && record.Owner == zone)
                    .Select(record => record.Target!)
                    .ToList();
                if (servers.Count > 0)
                {
                    return (zone, servers);
                }

                // Where there is none the answer names the zone's start, or the next name is one label shorter.
                var start = answer.Authority.FirstOrDefault(record => record.Kind == NameKind.SOA)?.Owner;
                zone =
                    start is not null && zone.EndsWith("." + start, StringComparison.Ordinal)
                        ? start
                        : zone[(zone.IndexOf('.', StringComparison.Ordinal) + 1)..];
            }
        }

        return null;
    }

    private async Task<(IReadOnlyList<IPAddress> Addresses, string End, string Server)?> ByZoneAsync(
        string name,
        IReadOnlyList<string> servers,
        CancellationToken token
    )
    {
        foreach (var server in servers.Take(MostServers))
        {
            foreach (var address in (await names.AddressesAsync(server, token)).Take(MostServers))
            {
                var place = new IPEndPoint(address, names.Port);
                var old = await _client.AskAsync(place, name, NameKind.A, recursive: false, token);
                var young = await _client.AskAsync(place, name, NameKind.AAAA, recursive: false, token);
                if (old is not { Authoritative: true } || young is not { Authoritative: true })
                {
                    continue;
                }

                var end = old.EndOf(name);
                var addresses = old
                    .Answers.Concat(young.Answers)
                    .Where(record => record.Address is not null && record.Owner == end)
                    .Select(record => record.Address!)
                    .Distinct()
                    .ToList();
                return (addresses, end, server);
            }
        }

        return null;
    }
}
