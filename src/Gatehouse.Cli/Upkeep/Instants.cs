using System.Globalization;
using Gatehouse.Gateway.Configuration;

namespace Gatehouse.Cli.Upkeep;

/// <summary>Instants to come, as people write them.</summary>
internal static class Instants
{
    /// <summary>
    /// <c>2h</c> from now, <c>04:30</c> (the next one on this machine's clock), or an instant of ISO 8601; one without an
    /// offset is on this machine's clock too.
    /// </summary>
    /// <exception cref="CommandException">It is none of these, or lies in the past.</exception>
    public static DateTimeOffset Ahead(string text, DateTimeOffset now)
    {
        var zone = TimeZoneInfo.Local;
        DateTimeOffset at;
        if (Durations.TryRead(text, out var duration))
        {
            at = now + duration;
        }
        else if (TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
            at = On(today.ToDateTime(time), zone);
            at = at > now ? at : On(today.AddDays(1).ToDateTime(time), zone);
        }
        else if (
            DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var stated)
            && text.Contains('-', StringComparison.Ordinal)
        )
        {
            at = stated.Kind == DateTimeKind.Utc ? new DateTimeOffset(stated) : On(stated, zone);
        }
        else
        {
            throw new CommandException(
                $"{text} is no time to come: write 2h, 04:30 or 2026-11-22T04:30:00Z.",
                ExitCode.Usage
            );
        }

        return at > now ? at : throw new CommandException($"{Output.Instant(at)} has passed already.", ExitCode.Usage);
    }

    private static DateTimeOffset On(DateTime local, TimeZoneInfo zone) => new(local, zone.GetUtcOffset(local));
}
