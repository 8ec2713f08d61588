using Gatehouse.Decisions;
using Gatehouse.Decisions.Sessions;
using Gatehouse.Decisions.Tokens;
using Gatehouse.Gateway.Tokens;

namespace Gatehouse.Gateway.SignIn;

/// <summary>Writes the end of sessions that ran out, once a minute, and forgets sessions and grants that ended long ago.</summary>
internal sealed class SessionUpkeep : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    // As long as the evidence of how a session ended is of use to anyone.
    private static readonly TimeSpan Keep = TimeSpan.FromDays(30);

    private readonly ISessionAdministration _sessions;
    private readonly ITokenAdministration _tokens;
    private readonly Func<SessionRules> _rules;
    private readonly ITimer _timer;

    public SessionUpkeep(
        ISessionAdministration sessions,
        ITokenAdministration tokens,
        Func<SessionRules> rules,
        TimeProvider time
    )
    {
        _sessions = sessions;
        _tokens = tokens;
        _rules = rules;
        _timer = time.CreateTimer(static upkeep => _ = ((SessionUpkeep)upkeep!).SweepAsync(), this, Interval, Interval);
    }

    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    private async Task SweepAsync()
    {
        try
        {
            await _sessions.SweepSessionsAsync(_rules(), Keep, CancellationToken.None);
            await _tokens.SweepTokensAsync(TokenEndpoint.Grace, Keep, CancellationToken.None);
        }
        catch (StoreUnavailableException)
        {
            // Whoever asks the store is told so; the next minute tries again.
        }
    }
}
