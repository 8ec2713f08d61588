using System.Net;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Principals;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Decisions.Schemes.Key;

/// <summary>From where a key, and a token that was got with it, may be used.</summary>
internal static class KeyNetworks
{
    /// <summary>What stands against the client's address, or null.</summary>
    public static Failed? Judge(Decision decision, Principal principal) =>
        principal.From is not { } networks || Contain(networks, decision.Facts.Client)
            ? null
            : Finding.Failed(
                Causes.Key.AddressDenied,
                Evidence.ForCaller("address", decision.Facts.Client.ToString()),
                Evidence.ForOperator("key", principal.KeyId ?? ""),
                Evidence.ForOperator("networks", string.Join(' ', networks))
            );

    private static bool Contain(IReadOnlyList<IPNetwork> networks, IPAddress client)
    {
        for (var i = 0; i < networks.Count; i++)
        {
            if (networks[i].Contains(client))
            {
                return true;
            }
        }

        return false;
    }
}
