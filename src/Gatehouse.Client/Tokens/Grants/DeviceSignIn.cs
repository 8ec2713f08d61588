using System.Globalization;
using System.Text.Json;
using Gatehouse.Client.Providers;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Client.Tokens.Grants;

/// <summary>A person approves this program from another device (RFC 8628).</summary>
internal sealed class DeviceSignIn(TokenEndpoint endpoint, TokenTarget target, ISignInPrompt prompt) : ISignIn
{
    private const string GrantType = "urn:ietf:params:oauth:grant-type:device_code";

    private static readonly TimeSpan _usualInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _slowDown = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _longestInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _usualLife = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan _longestLife = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public string Origin => "device sign-in";

    /// <inheritdoc/>
    public async ValueTask<SignInResult> SignInAsync(
        GrantDemand demand,
        Cause cause,
        CancellationToken cancellationToken
    )
    {
        using var turn = await PromptTurns.TakeAsync(prompt, cancellationToken).ConfigureAwait(false);
        var (begun, fault) = await BeginAsync(demand, cancellationToken).ConfigureAwait(false);
        if (begun is null)
        {
            return fault!;
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            var request = new SignInRequest
            {
                Origin = new Uri(begun.Code.VerificationUri.GetLeftPart(UriPartial.Authority)),
                Cause = cause,
                Scopes = demand.Scopes,
            };
            await prompt.ShowDeviceCodeAsync(request, begun.Code, over.Token).ConfigureAwait(false);
            return await AwaitAsync(begun, demand, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failed)
            when (failed is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return failed is OperationCanceledException
                ? GrantFault.Refused(endpoint.Address, Causes.Provider.LoginFailed, "Nobody wanted to sign in")
                : GrantFault.Unavailable(endpoint.Address, "the device code could not be shown") with
                {
                    Inner = failed,
                };
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask<(Begun? Begun, GrantFault? Fault)> BeginAsync(
        GrantDemand demand,
        CancellationToken cancellationToken
    )
    {
        List<KeyValuePair<string, string>> form = [];
        target.AddTo(form, demand.Scopes);
        if (demand.Needs?.AcrValues is { } acr)
        {
            form.Add(new("acr_values", acr));
        }

        if (demand.Needs?.MaxAge is { } age)
        {
            form.Add(new("max_age", ((long)age.TotalSeconds).ToString(CultureInfo.InvariantCulture)));
        }

        var (answer, fault) = await endpoint.BeginDeviceAsync(form, cancellationToken).ConfigureAwait(false);
        if (answer is null)
        {
            return (null, fault);
        }

        if (answer.Json is not { } json)
        {
            return (null, GrantFault.Unavailable(answer.Address, $"it answered with {answer.Shape}"));
        }

        return
            Text(json, "device_code") is { Length: > 0 } secret
            && Text(json, "user_code") is { Length: > 0 } typed
            && PageOf(json, "verification_uri") is { } page
            ? (
                new Begun(
                    secret,
                    new DeviceCode(
                        typed,
                        page,
                        PageOf(json, "verification_uri_complete"),
                        answer.AskedAt + Bounded(Seconds(json, "expires_in") ?? _usualLife, _longestLife)
                    ),
                    Bounded(Seconds(json, "interval") ?? _usualInterval, _longestInterval)
                ),
                null
            )
            : (
                null,
                GrantFault.Refused(
                    answer.Address,
                    Causes.Provider.Misconfigured,
                    "The device authorization endpoint's answer lacks a code or the address to type it at"
                )
            );
    }

    private async ValueTask<SignInResult> AwaitAsync(
        Begun begun,
        GrantDemand demand,
        CancellationToken cancellationToken
    )
    {
        List<KeyValuePair<string, string>> form = [new("grant_type", GrantType), new("device_code", begun.Secret)];
        target.AddTo(form, []);
        var interval = begun.Interval;
        while (endpoint.Clock.GetUtcNow() < begun.Code.ExpiresAt)
        {
            await Task.Delay(interval, endpoint.Clock, cancellationToken).ConfigureAwait(false);
            var result = await endpoint.RequestAsync(form, demand.Scopes, cancellationToken).ConfigureAwait(false);
            switch (result.Fault)
            {
                case null:
                    return new SignInResult(result.Granted, null, null);
                case { Error: "authorization_pending" }:
                    break;
                case { Error: "slow_down" }:
                    interval = Bounded(interval + _slowDown, _longestInterval);
                    break;
                // Its code may wait still when the provider is back (RFC 8628 section 3.5).
                case { IsUnavailable: true } away:
                    interval = Bounded(Longer(interval * 2, away.RetryAfter), _longestInterval);
                    break;
                default:
                    return result.Fault;
            }
        }

        return GrantFault.Refused(endpoint.Address, Causes.Provider.LoginFailed, "Nobody approved the device in time");
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan? other) => other > one ? other.Value : one;

    private static TimeSpan Bounded(TimeSpan span, TimeSpan longest) =>
        span < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1)
        : span > longest ? longest
        : span;

    // What people are sent to is a page, and never a program.
    private static Uri? PageOf(JsonElement json, string name) =>
        Uri.TryCreate(Text(json, name), UriKind.Absolute, out var page) && page.Scheme is "https" or "http"
            ? page
            : null;

    private static TimeSpan? Seconds(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetInt32(out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : null;

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private sealed record Begun(string Secret, DeviceCode Code, TimeSpan Interval);
}
