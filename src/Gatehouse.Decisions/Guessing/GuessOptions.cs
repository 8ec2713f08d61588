using System.Net;

namespace Gatehouse.Decisions.Guessing;

/// <summary>What a guard works with.</summary>
public sealed class GuessOptions
{
    /// <summary>What outlives the process.</summary>
    public required IGuessStore Store { get; init; }

    /// <summary>The browsers that have signed users in.</summary>
    public required IKnownDevices Devices { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Which addresses are never banned besides loopback, as it is now.</summary>
    public Func<IPAddress, bool> NeverBanned { get; init; } = static _ => false;

    /// <summary>Where bans, and a store that cannot be reached, are told.</summary>
    public Action<string> Log { get; init; } = static _ => { };

    /// <summary>How many users, addresses and pairs of both are counted.</summary>
    public int Capacity { get; init; } = 65_536;
}
