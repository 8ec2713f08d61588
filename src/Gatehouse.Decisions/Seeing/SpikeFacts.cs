using Gatehouse.Protocol.Causes;

namespace Gatehouse.Decisions.Seeing;

/// <summary>What is known of a spike when it is to be explained.</summary>
internal sealed record SpikeFacts
{
    public required AlertKind Kind { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Cause Cause { get; init; }

    /// <summary>The part of the most frequent cause.</summary>
    public required int Percent { get; init; }

    /// <summary>The provider that most refusals of the cause name, with its part of them; and so on.</summary>
    public AlertShare? Provider { get; init; }

    public AlertShare? Key { get; init; }

    public AlertShare? Address { get; init; }

    public AlertShare? Route { get; init; }

    public required SiteNews News { get; init; }

    public required Func<string, long?> ClockAhead { get; init; }

    /// <summary>"97% token.expired".</summary>
    public string Lead => $"{Percent}% {Cause.Id}";
}
