using System.Security.Cryptography;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Decisions.Seeing;

/// <summary>The refusals of one kind: their rates, what they have in common, and whether an episode is under way.</summary>
internal sealed class SpikeTrack(AlertKind kind)
{
    private const int Named = 3;
    private const int StepsOfDetail = 30;
    private const int Floor = 50;
    private const int RoutineFloor = 200;
    private const int WarmUp = 30;
    private const int RoutineWarmUp = 180;

    // An episode is over when nothing was high for so long; what comes later is another one.
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(15);

    // What a client meets in the normal course of things, before it asks again.
    private static readonly HashSet<Cause> Routine = [Causes.Credentials.Missing, Causes.Digest.NonceStale];

    private readonly Dictionary<Cause, RefusalRate> _rates = [];
    private RefusalDetail _detail = new();
    private RefusalDetail _before = new();
    private DateTimeOffset? _lastHigh;
    private int _steps;
    private int _known;

    /// <summary>Goes on with an episode that began before the gateway was started.</summary>
    public void Resume(DateTimeOffset lastHigh) => _lastHigh = lastHigh;

    /// <summary>What did not come in so many steps before is known to be rare.</summary>
    public void Learn(int steps) => _known = Math.Max(_known, steps);

    public void Learn(Cause cause, long count, int steps) => RateOf(cause).Learn(count, steps);

    public void Count(in SeenRefusal refusal)
    {
        RateOf(refusal.Cause).Count();
        _detail.Count(refusal);
    }

    /// <summary>Ends a step of the rates; an alert where an episode begins.</summary>
    public Alert? Close(DateTimeOffset now, SiteNews news, Func<string, long?> clockAhead)
    {
        var high = false;
        foreach (var rate in _rates.Values)
        {
            high |= rate.Close();
        }

        var alert = high && (_lastHigh is not { } last || now - last >= Quiet) ? Raise(now, news, clockAhead) : null;
        _lastHigh = high ? now : _lastHigh;
        _known++;
        if (++_steps % StepsOfDetail == 0)
        {
            (_detail, _before) = (_before, _detail);
            _detail.Clear();
        }

        return alert;
    }

    private RefusalRate RateOf(Cause cause)
    {
        // A wrong password and an unknown name are the same to whoever guesses.
        var counted = kind == AlertKind.SignIns ? Causes.Credentials.Rejected : cause;
        if (!_rates.TryGetValue(counted, out var rate))
        {
            rate = Routine.Contains(counted)
                ? new RefusalRate(RoutineFloor, RoutineWarmUp, _known)
                : new RefusalRate(Floor, WarmUp, _known);
            _rates.Add(counted, rate);
        }

        return rate;
    }

    private Alert Raise(DateTimeOffset now, SiteNews news, Func<string, long?> clockAhead)
    {
        Dictionary<ushort, long> causes = new(_detail.Causes);
        foreach (var (cause, count) in _before.Causes)
        {
            causes[cause] = causes.GetValueOrDefault(cause) + count;
        }

        var total = Math.Max(1, causes.Values.Sum());
        var (most, share) = causes.MaxBy(one => one.Value);
        var facts = new SpikeFacts
        {
            Kind = kind,
            At = now,
            Cause = Causes.FindByNumber(most)!,
            Percent = Percent(share, total),
            Provider = Top(detail => detail.Providers, most, share).FirstOrDefault(),
            Key = Top(detail => detail.Keys, most, share).FirstOrDefault(),
            Address = Top(detail => detail.Addresses, cause: null, total).FirstOrDefault(),
            Route = Top(detail => detail.Routes, cause: null, total).FirstOrDefault(),
            News = news,
            ClockAhead = clockAhead,
        };
        var (rule, text) = SpikeExplanations.Of(facts);
        var seen = _rates.Values.Sum(rate => rate.Seen);
        var expected = (long)Math.Round(_rates.Values.Sum(rate => rate.Expected));
        var what = kind == AlertKind.SignIns ? "failed sign-ins" : "refusals";
        return new Alert
        {
            Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)),
            Kind = kind,
            At = now,
            Count = seen,
            Expected = expected,
            Rule = rule,
            Summary = $"{seen} {what} in ten minutes, where {expected} were to be expected: {text}.",
            Causes =
            [
                .. causes
                    .OrderByDescending(one => one.Value)
                    .Take(Named)
                    .Select(one => new AlertShare(
                        Causes.FindByNumber(one.Key)!.Id,
                        one.Value,
                        Percent(one.Value, total)
                    )),
            ],
            Routes = [.. Top(detail => detail.Routes, cause: null, total).Take(Named)],
            Addresses = [.. Top(detail => detail.Addresses, cause: null, total).Take(Named)],
        };
    }

    private IEnumerable<AlertShare> Top(Func<RefusalDetail, TopWords> words, ushort? cause, long total) =>
        words(_detail)
            .All.Concat(words(_before).All)
            .Where(one => cause is null || one.Key.Cause == cause)
            .GroupBy(one => one.Key.Word)
            .Select(group => (Name: group.Key.ToString()!, Count: group.Sum(one => one.Value)))
            .OrderByDescending(one => one.Count)
            .ThenBy(one => one.Name, StringComparer.Ordinal)
            .Select(one => new AlertShare(one.Name, Math.Min(one.Count, total), Percent(one.Count, total)));

    private static int Percent(long count, long total) =>
        (int)Math.Min(100, Math.Round(100.0 * count / Math.Max(1, total)));
}
