using Gatehouse.Decisions.Remembered;

namespace Gatehouse.Decisions.Passwords;

/// <summary>
/// The passwords that are being tried at this moment, by who tries them on whom. Of one password that a program tries on
/// many connections at once, one is compared, and the others take what was found.
/// </summary>
internal sealed class PasswordTries
{
    // A program's connections, or a page's, and no flood: what goes beyond is judged for itself.
    private const int MostTwins = 256;
    private const int MostOfOne = 1024;

    private readonly KeyedHash _hash = KeyedHash.CreateRandom();
    private readonly Lock _gate = new();
    private readonly Dictionary<PasswordTrier, Sitting> _underway = [];

    /// <summary>
    /// Begins one; it ends when it is disposed of. It and the others of the same that are underway are told of each other
    /// where they try different passwords.
    /// </summary>
    public PasswordTry Begin(in PasswordTrier trier, string password, string? hash)
    {
        PasswordTry own = new(this, trier, SameOf(password, hash));
        lock (_gate)
        {
            if (!_underway.TryGetValue(trier, out var sitting))
            {
                _underway.Add(trier, sitting = new Sitting());
            }

            var twins = 0;
            foreach (var other in sitting.Tries)
            {
                if (other.IsTwinOf(own))
                {
                    twins++;
                }
                else
                {
                    own.MetAnother = true;
                    other.MetAnother = true;
                }
            }

            if (sitting.Proved?.IsTwinOf(own) == false)
            {
                sitting.Proved = null;
            }

            own.IsAlone = twins >= MostTwins || sitting.Tries.Count >= MostOfOne;
            own.IsListed = !own.IsAlone;
            if (own.IsListed)
            {
                sitting.Tries.Add(own);
            }
        }

        return own;
    }

    /// <summary>The one that compares the same password; null where there is none, and this one is to.</summary>
    public PasswordTry? CompareOrFind(PasswordTry own)
    {
        lock (_gate)
        {
            var first = own.IsListed
                ? _underway[own.Trier].Tries.Find(other => other.Compares && other.IsTwinOf(own))
                : null;
            own.Compares = first is null;
            return first;
        }
    }

    /// <summary>
    /// Takes out one that may not be judged. The others of the same that are underway, and the last one that was found right
    /// while they overlapped. For one that has no place among them too: there is none where a password is tried too often,
    /// and how soon it is answered must not tell so.
    /// </summary>
    public IReadOnlyList<PasswordTry> Leave(PasswordTry own)
    {
        lock (_gate)
        {
            if (!_underway.TryGetValue(own.Trier, out var sitting))
            {
                return [];
            }

            if (own.IsListed)
            {
                Remove(own);
            }

            return sitting.Proved is { } proved ? [.. sitting.Tries, proved] : [.. sitting.Tries];
        }
    }

    /// <summary>Takes out one that has ended.</summary>
    public void End(PasswordTry own, bool right)
    {
        lock (_gate)
        {
            if (!own.IsListed)
            {
                return;
            }

            if (right && !own.MetAnother)
            {
                // For those underway that the guard has held up and that have not left yet.
                _underway[own.Trier].Proved = own;
            }

            Remove(own);
        }
    }

    // Computed once, outside the lock: passwords may be long, and many.
    private UInt128 SameOf(string password, string? hash)
    {
        var running = _hash.Start();
        running.AddText(password);
        running.AddOptional(hash);
        return running.Finish();
    }

    private void Remove(PasswordTry own)
    {
        var tries = _underway[own.Trier].Tries;
        own.IsListed = false;
        tries.Remove(own);
        if (tries.Count == 0)
        {
            _underway.Remove(own.Trier);
        }
    }

    // From the first of several that overlap to the end of the last.
    private sealed class Sitting
    {
        public List<PasswordTry> Tries { get; } = [];

        public PasswordTry? Proved { get; set; }
    }
}
