using Gatehouse.Client.Flow;

namespace Gatehouse.Client.Schemes.Key;

/// <summary>Where a key is from: a constant, or somebody who is asked at first and again where it was refused.</summary>
internal sealed class KeySource
{
    private const int MostGiven = 32;

    private readonly Func<CancellationToken, ValueTask<string>>? _ask;
    private readonly Func<string, string> _write;
    private readonly Turnstile _asking = new();
    private volatile string? _held;
    private volatile string[] _given = [];

    /// <summary>Always the same one.</summary>
    /// <param name="value">The field's value.</param>
    public KeySource(string value)
    {
        _held = value;
        _given = [value];
        _write = static key => key;
    }

    /// <summary>One that is asked for.</summary>
    /// <param name="ask">Gives the key as it is now.</param>
    /// <param name="write">Makes the field's value of it.</param>
    public KeySource(Func<CancellationToken, ValueTask<string>> ask, Func<string, string> write)
    {
        _ask = ask;
        _write = write;
    }

    /// <summary>The field's value, where it is at hand.</summary>
    public string? Held => _held;

    /// <summary>Whether a field's value is one that this source gave out.</summary>
    public bool IsItsOwn(string value)
    {
        foreach (var given in _given)
        {
            if (ReferenceEquals(value, given))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The field's value; another than the refused one where there is another.</summary>
    /// <exception cref="ArgumentException">The key cannot stand in a field. No message repeats it.</exception>
    public async ValueTask<string> GetAsync(string? refused, CancellationToken cancellationToken)
    {
        if (_held is { } held && (_ask is null || held != refused))
        {
            return held;
        }

        await _asking.EnterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_held is { } meanwhile && meanwhile != refused)
            {
                return meanwhile;
            }

            var asked = _write(KeyAuthentication.Checked(await _ask!(cancellationToken).ConfigureAwait(false)));
            if (asked == _held)
            {
                return _held;
            }

            // Requests are under way with those before, which have to be known when they come back.
            _given = [asked, .. _given.Take(MostGiven - 1)];
            return _held = asked;
        }
        finally
        {
            _asking.Leave();
        }
    }

    /// <summary>Has a key that is asked for asked for again.</summary>
    public void Forget()
    {
        if (_ask is not null)
        {
            _held = null;
        }
    }
}
