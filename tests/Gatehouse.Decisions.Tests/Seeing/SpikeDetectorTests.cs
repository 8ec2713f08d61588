using System.Net;
using Gatehouse.Decisions.Journal;
using Gatehouse.Decisions.Seeing;
using Gatehouse.Protocol.Causes;
using Gatehouse.TestKit;

namespace Gatehouse.Decisions.Tests.Seeing;

public sealed class SpikeDetectorTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly SiteNews _news;
    private readonly SpikeDetector _detector;
    private readonly List<Alert> _alerts = [];

    public SpikeDetectorTests()
    {
        _news = new SiteNews(_time);
        _detector = new SpikeDetector(_news, _ => null, _time);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 20)]
    [InlineData(3, 200)]
    [InlineData(4, 2000)]
    public void A_day_of_usual_traffic_raises_nothing(uint seed, int atNightAMinute)
    {
        var chance = new Chance(seed);
        var steps = (int)(TimeSpan.FromHours(26) / SpikeDetector.Step);
        for (var step = 0; step < steps; step++)
        {
            // Ten times as much by day as at night.
            var hour = step * SpikeDetector.Step.TotalHours;
            var rate = atNightAMinute * Math.Pow(10, (1 - Math.Cos(hour / 24 * 2 * Math.PI)) / 2) / 6;
            Note(Causes.Token.Expired, chance.Poisson(rate));
            Note(Causes.Credentials.Missing, chance.Poisson(rate * 3));
            Note(Causes.Password.Wrong, chance.Poisson(rate / 5));
            Step();
        }

        Assert.Empty(_alerts);
    }

    [Fact]
    public void Five_hundred_expired_tokens_raise_one_alert_that_says_why()
    {
        Quiet(TimeSpan.FromMinutes(10));
        _news.Note(NewsKind.KeysChanged, "corp");
        for (var i = 0; i < 500; i++)
        {
            Note(Causes.Token.Expired, 1, "corp", $"192.0.2.{i % 250}");
        }

        Note(Causes.Credentials.Missing, 15);
        Quiet(TimeSpan.FromMinutes(2));

        var alert = Assert.Single(_alerts);
        Assert.Equal("provider-keys-changed", alert.Rule);
        Assert.Equal(
            "515 refusals in ten minutes, where 0 were to be expected: 97% token.expired from provider corp since its keys rotated at 12:10Z.",
            alert.Summary
        );
        Assert.Equal(new AlertShare("token.expired", 500, 97), alert.Causes[0]);
        Assert.Equal("/orders/**", alert.Routes[0].Name);
        Assert.StartsWith("192.0.2.", alert.Addresses[0].Name, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_spike_within_the_episode_raises_no_other_and_one_after_it_does()
    {
        Quiet(TimeSpan.FromMinutes(10));
        Note(Causes.Token.Expired, 500);
        Quiet(TimeSpan.FromMinutes(12));
        Note(Causes.Token.Expired, 500);
        Quiet(TimeSpan.FromMinutes(12));
        Assert.Single(_alerts);

        Quiet(TimeSpan.FromMinutes(30));
        Note(Causes.Token.Expired, 500);
        Quiet(TimeSpan.FromMinutes(1));

        Assert.Equal(2, _alerts.Count);
    }

    [Fact]
    public void What_stays_high_becomes_usual_without_another_alert()
    {
        Quiet(TimeSpan.FromMinutes(10));
        for (var step = 0; step < TimeSpan.FromHours(24) / SpikeDetector.Step; step++)
        {
            Note(Causes.Token.Expired, 50);
            Step();
        }

        Assert.Single(_alerts);
    }

    [Fact]
    public void Guessing_is_told_even_while_another_episode_lasts()
    {
        Quiet(TimeSpan.FromMinutes(10));
        Note(Causes.Token.Expired, 500);
        Quiet(TimeSpan.FromMinutes(1));
        Note(Causes.User.Unknown, 40, address: "198.51.100.7");
        Note(Causes.Password.Wrong, 60, address: "198.51.100.7");
        Quiet(TimeSpan.FromMinutes(1));

        Assert.Equal([AlertKind.Refusals, AlertKind.SignIns], _alerts.Select(alert => alert.Kind));
        Assert.Equal("guessing", _alerts[1].Rule);
        Assert.Contains("somebody guesses passwords there", _alerts[1].Summary, StringComparison.Ordinal);
        Assert.Equal(new AlertShare("198.51.100.7", 100, 100), _alerts[1].Addresses[0]);
    }

    [Fact]
    public void What_the_journal_knows_is_usual_from_the_start()
    {
        var now = _time.GetUtcNow();
        _detector.Learn(
            [new CauseCount("token.expired", 6000, now - TimeSpan.FromHours(1), now)],
            TimeSpan.FromHours(1),
            []
        );
        for (var step = 0; step < 60; step++)
        {
            Note(Causes.Token.Expired, 17);
            Step();
        }

        Assert.Empty(_alerts);
        Note(Causes.Token.SignatureInvalid, 100);
        Quiet(TimeSpan.FromMinutes(1));
        Assert.Single(_alerts);
    }

    [Fact]
    public void An_episode_outlives_a_restart()
    {
        Quiet(TimeSpan.FromMinutes(10));
        Note(Causes.Token.Expired, 500);
        Quiet(TimeSpan.FromMinutes(1));
        var alert = Assert.Single(_alerts);

        var again = new SpikeDetector(_news, _ => null, _time);
        var now = _time.GetUtcNow();
        again.Learn([new CauseCount("token.expired", 500, now, now)], TimeSpan.FromHours(1), [alert]);
        for (var i = 0; i < 500; i++)
        {
            again.Note(Seen(Causes.Token.SignatureInvalid));
        }

        _time.Advance(SpikeDetector.Step);
        Assert.Empty(again.Close());
    }

    [Theory]
    [InlineData("configuration-changed")]
    [InlineData("provider-failed")]
    [InlineData("one-key")]
    [InlineData("one-address")]
    [InlineData("one-route")]
    [InlineData("started")]
    [InlineData("unknown")]
    public void Each_explanation_is_told_where_it_fits(string rule)
    {
        Quiet(TimeSpan.FromMinutes(40));
        switch (rule)
        {
            case "configuration-changed":
                _news.Note(NewsKind.ConfigurationChanged);
                break;
            case "provider-failed":
                _news.Note(NewsKind.ProviderFailed, "corp");
                break;
            case "started":
                _news.Note(NewsKind.Started);
                break;
            default:
                break;
        }

        for (var i = 0; i < 300; i++)
        {
            _detector.Note(
                new SeenRefusal(
                    Causes.Token.Expired,
                    rule == "one-route" ? "/orders/**" : $"/{i % 5}",
                    IPAddress.Parse(rule == "one-address" ? "192.0.2.1" : $"192.0.2.{i % 200}"),
                    rule == "provider-failed" ? "corp" : null,
                    rule == "one-key" ? "k1" : null,
                    IsSignIn: false
                )
            );
        }

        Step();

        Assert.Equal(rule, Assert.Single(_alerts).Rule);
    }

    [Fact]
    public void A_provider_that_recovered_is_not_blamed()
    {
        Quiet(TimeSpan.FromMinutes(10));
        _news.Note(NewsKind.ProviderFailed, "corp");
        _time.Advance(TimeSpan.FromSeconds(1));
        _news.Note(NewsKind.ProviderRecovered, "corp");
        Note(Causes.Token.Expired, 300, "corp");
        Step();

        Assert.NotEqual("provider-failed", Assert.Single(_alerts).Rule);
    }

    private static SeenRefusal Seen(Cause cause, string? provider = null, string address = "192.0.2.1") =>
        new(cause, "/orders/**", IPAddress.Parse(address), provider, Key: null, SeenRefusal.CountsAsSignIn(cause));

    private void Note(Cause cause, int times, string? provider = null, string address = "192.0.2.1")
    {
        var seen = Seen(cause, provider, address);
        for (var i = 0; i < times; i++)
        {
            _detector.Note(seen);
        }
    }

    private void Quiet(TimeSpan span)
    {
        for (var step = 0; step < span / SpikeDetector.Step; step++)
        {
            Step();
        }
    }

    private void Step()
    {
        _time.Advance(SpikeDetector.Step);
        _alerts.AddRange(_detector.Close());
    }
}
