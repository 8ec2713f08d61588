namespace Gatehouse.Lab.Provider;

/// <summary>What a provider has given out: codes, tokens, devices. Bounded: the oldest are forgotten first.</summary>
internal sealed class ProviderLedger
{
    private const int Most = 2_000;

    private readonly Lock _gate = new();
    private readonly OrderedDictionary<string, IssuedToken> _tokens = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, IssuedCode> _codes = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, DeviceGrant> _devices = new(StringComparer.Ordinal);

    public void Add(IssuedToken token) => Add(_tokens, token.Text, token);

    public void Add(IssuedCode code) => Add(_codes, code.Text, code);

    public void Add(DeviceGrant device) => Add(_devices, device.DeviceCode, device);

    public IssuedToken? FindToken(string text) => Find(_tokens, text);

    public DeviceGrant? FindDevice(string code) => Find(_devices, code);

    public DeviceGrant? FindDeviceOf(string userCode)
    {
        lock (_gate)
        {
            return _devices.Values.LastOrDefault(device =>
                string.Equals(device.UserCode, userCode, StringComparison.OrdinalIgnoreCase)
            );
        }
    }

    /// <summary>Changes what hangs together under one lock.</summary>
    public T Change<T>(Func<T> change)
    {
        lock (_gate)
        {
            return change();
        }
    }

    /// <summary>Takes a code for a family of tokens; a second time ends what came of the first (RFC 6749 section 4.1.2).</summary>
    public (IssuedCode? Code, bool First) TakeCode(string text, string family)
    {
        lock (_gate)
        {
            if (!_codes.TryGetValue(text, out var code))
            {
                return (null, false);
            }

            if (code.Family is { } earlier)
            {
                RevokeFamily(earlier);
                return (code, false);
            }

            code.Family = family;
            return (code, true);
        }
    }

    public void RevokeFamily(string family)
    {
        lock (_gate)
        {
            foreach (var token in _tokens.Values.Where(token => token.Family == family))
            {
                token.Revoked = true;
            }
        }
    }

    public void RevokeAll()
    {
        lock (_gate)
        {
            foreach (var token in _tokens.Values)
            {
                token.Revoked = true;
            }
        }
    }

    private T? Find<T>(OrderedDictionary<string, T> kept, string key)
        where T : class
    {
        lock (_gate)
        {
            return kept.GetValueOrDefault(key);
        }
    }

    private void Add<T>(OrderedDictionary<string, T> kept, string key, T value)
    {
        lock (_gate)
        {
            // Two unsigned tokens of one instant may be one text.
            kept.Remove(key);
            kept.Add(key, value);
            if (kept.Count > Most)
            {
                kept.RemoveAt(0);
            }
        }
    }
}
