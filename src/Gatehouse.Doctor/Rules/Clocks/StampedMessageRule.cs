using System.Globalization;
using System.Text.RegularExpressions;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Clocks;

/// <summary>A WS-Security header (OASIS UsernameToken) whose <c>Created</c> is far from the answer's <c>Date</c>.</summary>
[Names("signature.clock-skewed")]
internal sealed partial class StampedMessageRule : Rule
{
    // Devices allow five seconds to five minutes.
    private static readonly TimeSpan Tolerated = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Unlikely = TimeSpan.FromMinutes(5);

    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            file.Main is not { Answer: { Status: >= 400 } answer, Request.Body: { } body } main
            || !body.Contains("UsernameToken", StringComparison.Ordinal)
            || Created().Match(body) is not { Success: true } found
            || !DateTimeOffset.TryParse(
                found.Groups["at"].ValueSpan,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var created
            )
            || ServerClock.Of(answer) is not { } there
            || (created - there).Duration() < Tolerated
        )
        {
            yield break;
        }

        yield return new Clue(
            Causes.Signature.ClockSkewed,
            (created - there).Duration() > Unlikely ? Strength.Decisive : Strength.Moderate,
            $"The message was created at {created:yyyy-MM-dd HH:mm:ss}, and the server's clock said {there:yyyy-MM-dd HH:mm:ss} (UTC)"
        )
        {
            Source = main.Source,
            Remedy =
                $"Set the device's clock by NTP, or let the caller ask for its time and stamp messages by that, in UTC",
        };
    }

    [GeneratedRegex(
        @"[:<]Created[^<>]{0,200}>(?<at>[^<]{10,40})<",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Created();
}
