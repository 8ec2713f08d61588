using System.Globalization;
using System.Text.RegularExpressions;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Keys;

/// <summary>An answer that tells a signature's window and its own time: before it, or after.</summary>
[Names("token.expired", "token.not-yet-valid")]
internal sealed partial class TimeFrameRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        var text = file.Main is { Answer: { IsSuccess: false } answer } ? answer.Body : file.Text;
        if (
            string.IsNullOrEmpty(text)
            || Frame().Match(text) is not { Success: true } found
            || Time(found, "expiry") is not { } ends
            || Time(found, "current") is not { } now
        )
        {
            yield break;
        }

        if (ends < now)
        {
            yield return new Clue(
                Causes.Token.Expired,
                Strength.Decisive,
                $"The answer says that the signature was good until {ends:u}, and that it is {now:u}"
            );
        }
        else if (Time(found, "start") is { } begins && begins > now)
        {
            yield return new Clue(
                Causes.Token.NotYetValid,
                Strength.Decisive,
                $"The answer says that the signature is good from {begins:u} on, and that it is {now:u}"
            )
            {
                Remedy = $"Leave the beginning out, or set it fifteen minutes back",
            };
        }
    }

    private static DateTimeOffset? Time(Match found, string name) =>
        DateTimeOffset.TryParse(
            found.Groups[name].ValueSpan,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var time
        )
            ? time
            : null;

    [GeneratedRegex(
        @"Start \[(?<start>[^\]]{0,60})\] - Expiry \[(?<expiry>[^\]]{1,60})\] - Current \[(?<current>[^\]]{1,60})\]",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Frame();
}
