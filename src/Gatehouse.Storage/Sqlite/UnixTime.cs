namespace Gatehouse.Storage.Sqlite;

/// <summary>Instants as the schema keeps them: microseconds since 1970-01-01 UTC.</summary>
internal static class UnixTime
{
    /// <summary>An instant as a number.</summary>
    public static long From(DateTimeOffset instant) =>
        (instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>An instant as a number, or null.</summary>
    public static long? From(DateTimeOffset? instant) => instant is { } value ? From(value) : null;

    /// <summary>A number as an instant.</summary>
    public static DateTimeOffset To(long microseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);
}
