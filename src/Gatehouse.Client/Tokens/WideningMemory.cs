using System.Collections.Concurrent;

namespace Gatehouse.Client.Tokens;

/// <summary>What resources demanded lately and what came of it, so that nothing is asked for twice in vain.</summary>
internal sealed class WideningMemory(TimeProvider clock)
{
    private const int MostKept = 100;

    private static readonly TimeSpan _life = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, Past> _past = new(StringComparer.Ordinal);

    /// <summary>Whether asking can bring anything new.</summary>
    public bool IsOpen(TokenNeeds needs, AccessToken refused)
    {
        if (!_past.TryGetValue(KeyOf(needs), out var past))
        {
            return true;
        }

        var age = clock.GetElapsedTime(past.At);
        // A sign-in that was fresh enough gets old; a token that was got for these very needs gets no better.
        return past.Token is null
            ? age >= _life
            : past.Token != refused.Value || age >= (needs.MaxAge ?? TimeSpan.MaxValue);
    }

    /// <summary>They were not met.</summary>
    public void Denied(TokenNeeds needs) => Keep(needs, new(clock.GetTimestamp(), Token: null));

    /// <summary>They were met, as far as the provider is concerned.</summary>
    public void Done(TokenNeeds needs, AccessToken token) => Keep(needs, new(clock.GetTimestamp(), token.Value));

    private void Keep(TokenNeeds needs, Past past)
    {
        // What resources demand is theirs to choose: it must not fill the memory.
        if (_past.Count >= MostKept)
        {
            _past.Clear();
        }

        _past[KeyOf(needs)] = past;
    }

    private static string KeyOf(TokenNeeds needs) =>
        $"{string.Join(' ', needs.Scopes.Order(StringComparer.Ordinal))}\n{needs.AcrValues}\n{needs.MaxAge?.Ticks}\n{needs.StepsUp}";

    private readonly record struct Past(long At, string? Token);
}
