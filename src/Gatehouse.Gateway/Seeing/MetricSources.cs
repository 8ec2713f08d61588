using System.Diagnostics.Metrics;

namespace Gatehouse.Gateway.Seeing;

/// <summary>Where the figures come from that are only read when somebody asks for them.</summary>
internal sealed record MetricSources
{
    /// <summary>Remembered credentials that still stood.</summary>
    public required Func<long> RememberedHits { get; init; }

    /// <summary>Credentials that had to be verified.</summary>
    public required Func<long> RememberedMisses { get; init; }

    /// <summary>Journal entries that were admitted and could not be kept.</summary>
    public required Func<long> JournalDropped { get; init; }

    /// <summary>Passwords that were hashed.</summary>
    public required Func<long> PasswordsHashed { get; init; }

    /// <summary>Passwords for which the hashing lane had no room.</summary>
    public required Func<long> PasswordsRefused { get; init; }

    /// <summary>Passwords that wait to be hashed.</summary>
    public required Func<long> PasswordsWaiting { get; init; }

    /// <summary>Attempts that were held up because too many before them had failed.</summary>
    public required Func<long> Throttled { get; init; }

    /// <summary>Addresses that are banned now.</summary>
    public required Func<long> Bans { get; init; }

    /// <summary>1 for each provider whose tokens can be judged, 0 for each other.</summary>
    public required Func<IEnumerable<Measurement<long>>> ProvidersUp { get; init; }

    /// <summary>How long ago each provider's keys were last had or confirmed, in seconds.</summary>
    public required Func<IEnumerable<Measurement<double>>> ProviderKeysAge { get; init; }

    /// <summary>By how much each provider's clock is ahead of ours, in seconds.</summary>
    public required Func<IEnumerable<Measurement<double>>> ProviderClockAhead { get; init; }
}
