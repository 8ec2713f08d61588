using System.Globalization;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Decisions.Seeing;

/// <summary>The likely explanations of a spike, the most telling first: the first that fits is told.</summary>
internal static class SpikeExplanations
{
    private const int Most = 80;
    private const int Half = 50;
    private const long TellingClockSeconds = 5;

    private static readonly TimeSpan Recently = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan KeysMatterFor = TimeSpan.FromHours(2);
    private static readonly TimeSpan OutagesMatterFor = TimeSpan.FromHours(24);

    private static readonly IReadOnlyList<(string Name, Func<SpikeFacts, string?> Explain)> Rules =
    [
        ("provider-keys-changed", KeysChanged),
        ("provider-failed", ProviderFailed),
        ("clock-differs", ClockDiffers),
        ("one-key", OneKey),
        ("guessing", Guessing),
        ("configuration-changed", ConfigurationChanged),
        ("one-address", OneAddress),
        ("one-route", OneRoute),
        ("started", Started),
    ];

    /// <summary>The explanation's name and text.</summary>
    public static (string Rule, string Text) Of(SpikeFacts facts)
    {
        foreach (var (name, explain) in Rules)
        {
            if (explain(facts) is { } text)
            {
                return (name, text);
            }
        }

        return ("unknown", $"{facts.Lead}; no single client, route or provider stands out");
    }

    private static string? KeysChanged(SpikeFacts facts) =>
        facts.Provider is { Percent: >= Half } provider
        && facts.News.Last(NewsKind.KeysChanged, provider.Name, facts.At - KeysMatterFor) is { } news
            ? $"{facts.Lead} from provider {provider.Name} since its keys rotated at {Clock(news)}"
            : null;

    private static string? ProviderFailed(SpikeFacts facts)
    {
        if (facts.Provider is not { Percent: >= Half } provider)
        {
            return null;
        }

        var since = facts.At - OutagesMatterFor;
        return
            facts.News.Last(NewsKind.ProviderFailed, provider.Name, since) is { } failed
            && (facts.News.Last(NewsKind.ProviderRecovered, provider.Name, since)?.At ?? since) < failed.At
            ? $"{facts.Lead} from provider {provider.Name}, which cannot be asked since {Clock(failed)}"
            : null;
    }

    private static string? ClockDiffers(SpikeFacts facts)
    {
        if (
            facts.Provider is not { Percent: >= Half } provider
            || (facts.Cause != Causes.Token.Expired && facts.Cause != Causes.Token.NotYetValid)
            || facts.ClockAhead(provider.Name) is not { } ahead
            || Math.Abs(ahead) < TellingClockSeconds
        )
        {
            return null;
        }

        var seconds = Math.Abs(ahead).ToString(CultureInfo.InvariantCulture);
        return $"{facts.Lead} from provider {provider.Name}, whose clock is {seconds} seconds {(ahead > 0 ? "ahead of" : "behind")} ours";
    }

    private static string? OneKey(SpikeFacts facts) =>
        facts.Key is { Percent: >= Most } key ? $"{facts.Lead}, by the one key {key.Name}" : null;

    private static string? Guessing(SpikeFacts facts) =>
        facts.Kind != AlertKind.SignIns ? null
        : facts.Address is { Percent: >= Half } address
            ? $"{facts.Lead}, {address.Percent}% from {address.Name}: somebody guesses passwords there"
        : $"{facts.Lead} from many addresses: passwords are guessed from all of them";

    private static string? ConfigurationChanged(SpikeFacts facts) =>
        facts.News.Last(NewsKind.ConfigurationChanged, "", facts.At - Recently) is { } news
            ? $"{facts.Lead} since the configuration was changed at {Clock(news)}"
            : null;

    private static string? OneAddress(SpikeFacts facts) =>
        facts.Address is { Percent: >= Most } address
            ? $"{facts.Lead}, {address.Percent}% from the one client {address.Name}"
            : null;

    private static string? OneRoute(SpikeFacts facts) =>
        facts.Route is { Percent: >= Most } route
            ? $"{facts.Lead}, {route.Percent}% on the one route {route.Name}: something that calls it has changed"
            : null;

    private static string? Started(SpikeFacts facts) =>
        facts.News.Last(NewsKind.Started, "", facts.At - Recently) is { } news
            ? $"{facts.Lead} since the gateway started at {Clock(news)}"
            : null;

    private static string Clock(NewsItem news) =>
        news.At.UtcDateTime.ToString("HH:mm'Z'", CultureInfo.InvariantCulture);
}
