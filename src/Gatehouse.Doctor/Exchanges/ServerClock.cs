using System.Globalization;

namespace Gatehouse.Doctor.Exchanges;

/// <summary>The time by the server's clock, as its <c>Date</c> fields tell it.</summary>
internal static class ServerClock
{
    /// <summary>The server's time when it gave this answer (RFC 9110 section 6.6.1); null where it does not say.</summary>
    public static DateTimeOffset? Of(Answer? answer) =>
        DateTimeOffset.TryParseExact(
            answer?.Headers["Date"],
            "r",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var time
        )
            ? time
            : null;

    /// <summary>The time by which the refused request was judged: the server's where it tells it, the recording's, or ours.</summary>
    public static DateTimeOffset JudgedAt(CaseFile file) => Of(file.Main?.Answer) ?? file.Main?.At ?? file.Now;

    /// <summary>How far the server's clock is ahead of the sender's; null where one of them is not known.</summary>
    public static TimeSpan? Ahead(Exchange exchange) =>
        exchange.At is { } at && Of(exchange.Answer) is { } server && CacheMarks.HitOf(exchange.Answer!) is null
            ? server - at
            : null;
}
