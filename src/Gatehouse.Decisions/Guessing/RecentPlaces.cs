using System.Collections.Concurrent;

namespace Gatehouse.Decisions.Guessing;

/// <summary>Where users have signed in lately: what is not written yet, and what need not be written again today.</summary>
internal sealed class RecentPlaces(int most)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(12);

    private readonly ConcurrentDictionary<SignInPlace, DateTimeOffset> _waiting = [];
    private readonly ConcurrentDictionary<SignInPlace, DateTimeOffset> _written = [];

    /// <summary>Notes a sign-in. Where too many wait to be written it is lost: the next one is noted again.</summary>
    public void Note(SignInPlace place, DateTimeOffset now)
    {
        if (_written.TryGetValue(place, out var at) && now - at < Fresh)
        {
            return;
        }

        if (_waiting.Count < most)
        {
            _waiting[place] = now;
        }
    }

    /// <summary>Whether a sign-in is noted and not written yet.</summary>
    public bool IsWaiting(SignInPlace place) => _waiting.ContainsKey(place);

    /// <summary>What is to be written.</summary>
    public IReadOnlyList<SignInPlace> Waiting() => _waiting.IsEmpty ? [] : [.. _waiting.Keys];

    /// <summary>Notes that it was.</summary>
    public void Written(IReadOnlyList<SignInPlace> places)
    {
        if (_written.Count + places.Count > most)
        {
            _written.Clear();
        }

        foreach (var place in places)
        {
            if (_waiting.TryRemove(place, out var at))
            {
                _written[place] = at;
            }
        }
    }
}
