using System.Globalization;
using System.Text.Json;
using Gatehouse.Client.Tokens;
using Gatehouse.Client.Tokens.Renewal;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Client.Providers;

/// <summary>Reads a successful answer of a token endpoint (RFC 6749 section 5.1), and believes nothing unchecked.</summary>
internal static class TokenAnswer
{
    private const string Bearer = "Bearer";
    private const string Dpop = "DPoP";

    private static readonly TimeSpan _longest = TimeSpan.FromDays(365);

    /// <summary>Reads an answer.</summary>
    /// <param name="answer">With status 200.</param>
    /// <param name="asked">The scopes asked for: what was granted, where the answer does not say (RFC 6749 section 5.1).</param>
    /// <param name="boundToKey">Whether the token must be bound to a key (RFC 9449 section 5).</param>
    public static GrantResult Read(ProviderAnswer answer, IReadOnlyCollection<string> asked, bool boundToKey)
    {
        if (answer.Json is not { } json)
        {
            return GrantFault.Unavailable(answer.Address, $"it answered with {answer.Shape}") with
            {
                Status = answer.Status,
                MayHaveWorked = true,
            };
        }

        if (
            Text(json, "access_token") is not { Length: > 0 } value
            || value.AsSpan().ContainsAnyExceptInRange('!', '~')
        )
        {
            return Wrong(answer, "it holds no access_token that could be sent");
        }

        var type = Text(json, "token_type") ?? "";
        var expected = boundToKey ? Dpop : Bearer;
        if (!type.Equals(expected, StringComparison.OrdinalIgnoreCase))
        {
            return Wrong(answer, $"its token_type is {ProviderWords.Quote(type, [value])} in place of {expected}");
        }

        var end = EndOf(answer, json, value);
        var refresh = Text(json, "refresh_token");
        return new GrantedToken
        {
            Token = new AccessToken(value, end, expected, Scopes(json) ?? asked),
            GotAt = answer.AskedAt,
            RefreshToken = refresh is { Length: > 0 } ? refresh : null,
            // Not in any RFC, but several providers say it; 0 is their word for "no end".
            SessionEndsAt =
                refresh is { Length: > 0 } && Seconds(json, "refresh_expires_in") is { } left && left > TimeSpan.Zero
                    ? answer.AskedAt + left
                    : null,
            SessionEndReason = "The provider takes the refresh token no longer then.",
        };
    }

    // What lasts for seconds needs no clocks that agree; a date of the provider's does.
    private static DateTimeOffset? EndOf(ProviderAnswer answer, JsonElement json, string token) =>
        Seconds(json, "expires_in") is { } left ? answer.AskedAt + left
        : TokenHints.EndOf(token) is { } end
            ? answer.AskedAt + Shorter(end - answer.AskedAt - (answer.ClockAhead ?? TimeSpan.Zero))
        : null;

    private static TimeSpan Shorter(TimeSpan left) => left < RenewalTimes.Longest ? left : RenewalTimes.Longest;

    private static IReadOnlyCollection<string>? Scopes(JsonElement json) =>
        Text(json, "scope")?.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    // A number, or the text of one, which several providers send.
    private static TimeSpan? Seconds(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var value))
        {
            return null;
        }

        var number = value.ValueKind switch
        {
            JsonValueKind.Number when value.TryGetDouble(out var read) => read,
            JsonValueKind.String
                when double.TryParse(
                    value.GetString(),
                    NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
                    CultureInfo.InvariantCulture,
                    out var read
                ) => read,
            _ => double.NaN,
        };
        return double.IsNaN(number) ? null : TimeSpan.FromSeconds(Math.Clamp(number, 0, _longest.TotalSeconds));
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static GrantFault Wrong(ProviderAnswer answer, string detail) =>
        GrantFault.Refused(
            answer.Address,
            Causes.Provider.Misconfigured,
            $"The token endpoint's answer is none: {detail}"
        ) with
        {
            Status = answer.Status,
            MayHaveWorked = true,
        };
}
