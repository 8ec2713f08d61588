namespace Gatehouse.Decisions.Seeing;

/// <summary>Many more refusals than before: one alert for a whole episode.</summary>
public sealed record Alert
{
    /// <summary>What tells it from others.</summary>
    public required string Id { get; init; }

    /// <summary>What it is about.</summary>
    public required AlertKind Kind { get; init; }

    /// <summary>When it was raised.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How many were refused in the last ten minutes.</summary>
    public required long Count { get; init; }

    /// <summary>How many would have been, were it as before.</summary>
    public required long Expected { get; init; }

    /// <summary>The likely explanation's name, for programs.</summary>
    public required string Rule { get; init; }

    /// <summary>All of it as one English sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>The causes that refused most, most frequent first.</summary>
    public required IReadOnlyList<AlertShare> Causes { get; init; }

    /// <summary>The routes.</summary>
    public required IReadOnlyList<AlertShare> Routes { get; init; }

    /// <summary>The addresses.</summary>
    public required IReadOnlyList<AlertShare> Addresses { get; init; }
}
