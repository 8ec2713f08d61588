using System.Globalization;

namespace Gatehouse.Doctor.Logs;

/// <summary>Times as logs write them. One without a zone is taken as UTC.</summary>
internal static class LogTimes
{
    private const DateTimeStyles Styles =
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces;

    private static readonly string[] CommonForms =
    [
        "dd/MMM/yyyy:HH:mm:ss zzz",
        "dd/MMM/yyyy:HH:mm:ss",
        "dd/MMM/yyyy:HH:mm:ss.fff",
        "dd/MMM/yyyy:HH:mm:ss.FFFFFFF zzz",
    ];

    private static readonly string[] OtherForms =
    [
        "yyyy/MM/dd HH:mm:ss",
        "ddd MMM dd HH:mm:ss.FFFFFFF yyyy",
        "ddd MMM d HH:mm:ss.FFFFFFF yyyy",
        "ddd MMM dd HH:mm:ss yyyy",
        "ddd MMM d HH:mm:ss yyyy",
        "yyyy-MM-dd HH:mm:ss",
        "yyyy-MM-dd HH:mm:ss,fff",
    ];

    /// <summary>The time in the brackets of the common log format.</summary>
    public static DateTimeOffset? Common(ReadOnlySpan<char> text)
    {
        // A zone is written +0100 there, and .NET wants +01:00.
        var written = text.ToString();
        if (written.Length > 5 && written[^5] is '+' or '-')
        {
            written = written.Insert(written.Length - 2, ":");
        }

        return DateTimeOffset.TryParseExact(written, CommonForms, CultureInfo.InvariantCulture, Styles, out var at)
            ? at
            : null;
    }

    /// <summary>A time in ISO 8601 or one of the forms of error logs.</summary>
    public static DateTimeOffset? Any(string text) =>
        DateTimeOffset.TryParseExact(text, OtherForms, CultureInfo.InvariantCulture, Styles, out var at)
        || (LooksLikeIso(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Styles, out at))
            ? at
            : Common(text);

    /// <summary>Seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by their size.</summary>
    public static DateTimeOffset? Epoch(double value) =>
        value switch
        {
            > 1e8 and < 1e11 => DateTimeOffset.UnixEpoch.AddSeconds(value),
            >= 1e11 and < 1e14 => DateTimeOffset.UnixEpoch.AddMilliseconds(value),
            >= 1e14 and < 1e17 => DateTimeOffset.UnixEpoch.AddMilliseconds(value / 1e3),
            >= 1e17 and < 1e20 => DateTimeOffset.UnixEpoch.AddMilliseconds(value / 1e6),
            _ => null,
        };

    private static bool LooksLikeIso(string text) =>
        text.Length is >= 10 and < 48 && char.IsAsciiDigit(text[0]) && text[4] == '-' && text[7] == '-';
}
