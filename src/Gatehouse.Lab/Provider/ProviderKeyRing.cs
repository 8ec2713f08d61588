using System.Text.Json.Nodes;

namespace Gatehouse.Lab.Provider;

/// <summary>A provider's keys of one family: the one that signs, those before it, and those that nobody should trust.</summary>
internal sealed class ProviderKeyRing(Func<LabSigningKey> create) : IDisposable
{
    // So many rotations are published at once; a key set has bounds.
    private const int MostPrevious = 8;

    private readonly Lock _gate = new();
    private readonly List<LabSigningKey> _made = [];
    private readonly List<LabSigningKey> _previous = [];
    private LabSigningKey? _current;
    private LabSigningKey? _foreign;
    private LabSigningKey? _unpublished;

    /// <summary>Whether any key was made yet.</summary>
    public bool IsUsed
    {
        get
        {
            lock (_gate)
            {
                return _current is not null;
            }
        }
    }

    /// <summary>The key to sign with, and the <c>kid</c> to say.</summary>
    public (LabSigningKey Key, string KeyId) For(TokenKey which)
    {
        lock (_gate)
        {
            var current = _current ??= Make();
            if (which == TokenKey.Previous && _previous.Count == 0)
            {
                _previous.Add(Make());
            }

            var key = which switch
            {
                TokenKey.Previous => _previous[^1],
                TokenKey.Foreign => _foreign ??= Make(),
                TokenKey.Unpublished => _unpublished ??= Make(),
                _ => current,
            };
            return (key, which == TokenKey.Foreign ? current.KeyId : key.KeyId);
        }
    }

    public void Rotate()
    {
        lock (_gate)
        {
            _previous.Add(_current ?? Make());
            _current = Make();
            if (_previous.Count > MostPrevious)
            {
                _previous.RemoveAt(0);
            }
        }
    }

    public void DropPrevious()
    {
        lock (_gate)
        {
            _previous.Clear();
        }
    }

    /// <summary>What is published, as the knobs have it.</summary>
    public IReadOnlyList<JsonObject> Published(ProviderKnobs knobs)
    {
        lock (_gate)
        {
            var current = _current ??= Make();
            List<JsonObject> keys = knobs.HideSigningKey ? [] : [current.PublicJwk()];
            if (knobs.DuplicateKeyId)
            {
                keys.Add((_foreign ??= Make()).PublicJwk(current.KeyId));
            }

            keys.AddRange(_previous.Select(static key => key.PublicJwk()));
            return keys;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _made.ForEach(static key => key.Dispose());
        }
    }

    private LabSigningKey Make()
    {
        var key = create();
        _made.Add(key);
        return key;
    }
}
