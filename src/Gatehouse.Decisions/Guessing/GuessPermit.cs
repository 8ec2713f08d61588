namespace Gatehouse.Decisions.Guessing;

/// <summary>
/// Leave to judge one secret, which is counted as wrong until it is said to be right: also where it is disposed of without
/// a word, because nobody waited for the judgement.
/// </summary>
public sealed class GuessPermit : IDisposable
{
    private readonly GuessGuard _guard;
    private readonly GuessCharge _charge;
    private bool _settled;

    internal GuessPermit(GuessGuard guard, GuessCharge charge)
    {
        _guard = guard;
        _charge = charge;
    }

    /// <summary>The secret is right: what was counted for it is taken back, and what the pair of user and address had counted is forgotten.</summary>
    public void Succeeded()
    {
        _settled = true;
        _guard.Succeed(_charge);
    }

    /// <summary>The secret is right, and all that is asked: whoever gave it is known from there.</summary>
    public void SignedIn()
    {
        Succeeded();
        _guard.NoteSignIn(_charge);
    }

    /// <summary>There was no room to judge the secret: nothing is counted for it.</summary>
    public void NotJudged()
    {
        _settled = true;
        _guard.TakeBack(_charge);
    }

    /// <summary>The secret is wrong.</summary>
    public ValueTask FailedAsync(CancellationToken cancellationToken)
    {
        _settled = true;
        return _guard.NoteWrongAsync(_charge, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_settled)
        {
            _settled = true;
            _guard.Leave(_charge);
        }
    }
}
