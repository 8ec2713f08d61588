using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Tokens;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.WebTokens;

/// <summary>A token's times against the clock of the server that refused it.</summary>
[Names("token.expired", "token.not-yet-valid", "clock.skewed")]
internal sealed class TokenTimeRule : Rule
{
    private static readonly TimeSpan Difference = TimeSpan.FromMinutes(10);

    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        var now = GivenCredentials.TimeOf(file);
        foreach (var credential in GivenCredentials.Of(file))
        {
            if (WebToken.In(credential) is not { } token)
            {
                continue;
            }

            var source = GivenCredentials.PlaceOf(credential);
            if (token.Expires is { } ends && ends < now)
            {
                yield return new Clue(
                    Causes.Token.Expired,
                    Strength.Decisive,
                    $"The token ended at {ends:u}, {Ago(now - ends)} before the request"
                )
                {
                    Source = source,
                    Remedy = $"Get a new token; let the program do that when exp is near",
                };
            }
            else if (Begins(token) is var (begins, claim) && begins > now.AddSeconds(1))
            {
                yield return new Clue(
                    Causes.Token.NotYetValid,
                    Strength.Decisive,
                    $"The token's {claim} is {begins:u}, {Ago(begins - now)} after the server's time"
                )
                {
                    Source = source,
                };
                if (begins - now < Difference)
                {
                    yield return new Clue(
                        Causes.Clock.Skewed,
                        Strength.Strong,
                        $"The clocks of the token's issuer and of the server differ by {Ago(begins - now)} or more"
                    )
                    {
                        Source = source,
                    };
                }
            }
        }
    }

    private static (DateTimeOffset Time, string Claim)? Begins(WebToken token) =>
        token.NotBefore is { } begins && (token.IssuedAt is not { } issued || begins >= issued) ? (begins, "nbf")
        : token.IssuedAt is { } at ? (at, "iat")
        : null;

    private static FormattableString Ago(TimeSpan time) =>
        time.TotalHours >= 48 ? (FormattableString)$"{time.TotalDays:0} days"
        : time.TotalMinutes >= 120 ? (FormattableString)$"{time.TotalHours:0} hours"
        : time.TotalSeconds >= 120 ? (FormattableString)$"{time.TotalMinutes:0} minutes"
        : $"{time.TotalSeconds:0} seconds";
}
