namespace Gatehouse.Decisions.Journal;

/// <summary>Which refusals to read. What is null does not limit.</summary>
public sealed record JournalQuery
{
    /// <summary>Not before.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The cause's id, or a family as <c>token.*</c>.</summary>
    public string? Cause { get; init; }

    /// <summary>The canonical user name.</summary>
    public string? User { get; init; }

    /// <summary>An address or a network in CIDR notation.</summary>
    public string? From { get; init; }

    /// <summary>The route's name, or its path as configured.</summary>
    public string? Route { get; init; }

    /// <summary>Only entries written after this one (its sequence in the store); for following.</summary>
    public long After { get; init; }

    /// <summary>At most so many, the newest.</summary>
    public int Limit { get; init; } = 100;
}
