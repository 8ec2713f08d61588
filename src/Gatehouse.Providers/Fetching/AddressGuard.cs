using System.Net;

namespace Gatehouse.Providers.Fetching;

/// <summary>
/// Keeps what a provider publishes from leading us into networks that it is not in itself (CVE-2026-41413): only the
/// configured host may stand anywhere; others must be public, or be reached as the configured host is.
/// </summary>
/// <param name="configuredHost">The host that the operator wrote down.</param>
/// <param name="proxyHost">The host of the outbound proxy, which the operator wrote down too.</param>
/// <param name="resolve">Looks a name up; fails as <see cref="Dns"/> does.</param>
internal sealed class AddressGuard(
    string configuredHost,
    string? proxyHost,
    Func<string, CancellationToken, Task<IPAddress[]>> resolve
)
{
    /// <summary>The addresses at which a host may be asked.</summary>
    /// <exception cref="AddressRefusedException">There are none but forbidden ones.</exception>
    public async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        IPAddress[] addresses = await LookUpAsync(host, cancellationToken);
        if (IsConfigured(host))
        {
            return addresses;
        }
        IPAddress[] open = [.. addresses.Where(address => AddressReach.Of(address) == Reach.Public)];
        if (open.Length == addresses.Length)
        {
            return addresses;
        }
        HashSet<Reach> own = [.. (await LookUpAsync(configuredHost, cancellationToken)).Select(AddressReach.Of)];
        IPAddress[] allowed = [.. addresses.Where(address => IsAllowed(AddressReach.Of(address), own))];
        return allowed.Length > 0
            ? allowed
            : throw new AddressRefusedException(
                $"the address {addresses[0]} is {Describe(AddressReach.Of(addresses[0]))}, "
                    + $"which that of {QuotedText.Of(configuredHost)} is not."
            );
    }

    /// <summary>Why an address without a name to look up is refused, as a sentence; null where it is not.</summary>
    public async Task<string?> RefusalAsync(Uri address, CancellationToken cancellationToken)
    {
        if (AddressReach.OfLiteral(address.IdnHost) is null)
        {
            return null;
        }
        try
        {
            await ResolveAsync(address.IdnHost, cancellationToken);
            return null;
        }
        catch (AddressRefusedException refused)
        {
            return refused.Message;
        }
    }

    private static bool IsAllowed(Reach reach, HashSet<Reach> own) =>
        reach == Reach.Public || (reach != Reach.Nobody && own.Contains(reach));

    private bool IsConfigured(string host) =>
        host.Equals(configuredHost, StringComparison.OrdinalIgnoreCase)
        || host.Equals(proxyHost, StringComparison.OrdinalIgnoreCase);

    private async Task<IPAddress[]> LookUpAsync(string host, CancellationToken cancellationToken) =>
        IPAddress.TryParse(host, out IPAddress? literal) ? [literal] : await resolve(host, cancellationToken);

    private static string Describe(Reach reach) =>
        reach switch
        {
            Reach.Loopback => "this machine's own",
            Reach.LinkLocal => "link-local",
            Reach.Private => "one of a private network",
            _ => "no single host's",
        };
}
