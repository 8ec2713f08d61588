using System.Net;

namespace Gatehouse.Decisions.Guessing;

/// <summary>What was counted for one attempt, and where.</summary>
internal sealed record GuessCharge
{
    public required IPAddress Client { get; init; }

    public required uint Owner { get; init; }

    public required UInt128 Address { get; init; }

    public required UInt128 User { get; init; }

    public required UInt128 Pair { get; init; }

    public UInt128 Device { get; init; }

    /// <summary>The secret's place among those tried, or 0.</summary>
    public UInt128 Secret { get; init; }

    /// <summary>What the secret is judged by.</summary>
    public UInt128 JudgedBy { get; init; }

    /// <summary>As whom whoever is named is known from places; 0 where nobody is.</summary>
    public long Subject { get; init; }

    /// <summary>Until when the user's counter holds for this, or the device's; see <see cref="GuessTable.TryTake"/>.</summary>
    public long UserUntil { get; init; }

    /// <summary>Until when the address's counter holds for this.</summary>
    public long AddressUntil { get; init; }

    /// <summary>Until when the counter of both holds for this.</summary>
    public long PairUntil { get; init; }

    /// <summary>Which counters were raised.</summary>
    public GuessTrack Track { get; init; }

    public bool IsCode { get; init; }

    public bool IsUser { get; init; }
}
