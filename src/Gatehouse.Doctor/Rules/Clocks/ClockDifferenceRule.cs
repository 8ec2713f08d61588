using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Tokens;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Clocks;

/// <summary>The server's clock differs from ours, and the token lies between the two.</summary>
[Names("clock.skewed")]
internal sealed class ClockDifferenceRule : Rule
{
    private static readonly TimeSpan Tolerated = TimeSpan.FromSeconds(90);

    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            file.Main is not { Answer.IsSuccess: false } main
            || ServerClock.Ahead(main) is not { } ahead
            || ahead.Duration() < Tolerated
        )
        {
            yield break;
        }

        var there = ServerClock.Of(main.Answer)!.Value;
        var here = main.At!.Value;
        var token = WebToken.In(file);
        var between = token is not null && (Good(token, here) != Good(token, there));
        yield return new Clue(
            Causes.Clock.Skewed,
            between ? Strength.Decisive
                : token is not null ? Strength.Weak
                : Strength.Moderate,
            between
                ? (FormattableString)
                    $"The server's clock is {Seconds(ahead)} of ours, and the token is valid by one and not by the other"
                : $"The server's clock is {Seconds(ahead)} of ours"
        )
        {
            Source = main.Source,
            Remedy =
                $"Set both clocks by NTP; the server said {there:yyyy-MM-dd HH:mm:ss} when it was {here:yyyy-MM-dd HH:mm:ss} here (UTC)",
        };
    }

    private static bool Good(WebToken token, DateTimeOffset at) =>
        !(token.Expires is { } expires && at >= expires) && !(token.NotBefore is { } from && at < from);

    private static FormattableString Seconds(TimeSpan ahead) =>
        ahead > TimeSpan.Zero
            ? (FormattableString)$"{ahead.TotalSeconds:0} s ahead"
            : $"{ahead.Duration().TotalSeconds:0} s behind";
}
