using Gatehouse.Decisions.SecondFactor;

namespace Gatehouse.Lab.Judging;

/// <summary>
/// A device that shows one-time codes, and what takes them. Each code is good once, and for half a minute longer than it is
/// shown.
/// </summary>
internal sealed class OneTimeDevice
{
    private readonly OneTimeCodes _codes;
    private readonly Lock _lock = new();
    private long _lastUsed = -1;

    /// <summary>A device with a secret of its own.</summary>
    public OneTimeDevice()
        : this(new OneTimeCodes()) { }

    /// <summary>A device that shows these codes.</summary>
    public OneTimeDevice(OneTimeCodes codes) => _codes = codes;

    /// <summary>The secret in Base32 (RFC 4648), as authenticator apps take it.</summary>
    public string Secret => _codes.SecretText;

    /// <summary>The code that is shown at an instant.</summary>
    public string At(DateTimeOffset now) => _codes.At(OneTimeCodes.StepOf(now));

    /// <summary>Six digits that are good neither at an instant nor just before or after it.</summary>
    public string WrongAt(DateTimeOffset now)
    {
        var step = OneTimeCodes.StepOf(now);
        string[] good = [_codes.At(step - 1), _codes.At(step), _codes.At(step + 1), _codes.At(step + 2)];
        string[] candidates = ["000000", "000001", "000002", "000003", "000004"];
        return candidates.First(code => !good.Contains(code, StringComparer.Ordinal));
    }

    /// <summary>Takes a code where it is good, once.</summary>
    public bool Use(string code, DateTimeOffset now)
    {
        lock (_lock)
        {
            var step = OneTimeCodes.StepOf(now);
            if (_codes.Find(code, Math.Max(step - 1, _lastUsed + 1), step, step) is not { } found)
            {
                return false;
            }

            _lastUsed = found;
            return true;
        }
    }
}
