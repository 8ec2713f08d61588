using System.Runtime.InteropServices;

namespace Gatehouse.Decisions.Guessing;

/// <summary>How many wrong secrets one counter bears, and how long it then holds.</summary>
/// <param name="Free">How many are borne before the first wait.</param>
/// <param name="FirstWait">The first wait; each further failure doubles it.</param>
/// <param name="LongestWait">The longest wait.</param>
/// <param name="Forgiveness">The time in which one failure is forgiven.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct GuessRule(int Free, TimeSpan FirstWait, TimeSpan LongestWait, TimeSpan Forgiveness)
{
    // Doubled so often, any first wait has passed any longest one.
    private const int MostDoublings = 20;

    /// <summary>
    /// Somebody at one address who tries one user: mistypes a few times, then waits. At most 20 in the first hour, and four
    /// an hour from then on.
    /// </summary>
    public static GuessRule Pair { get; } =
        new(5, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30));

    /// <summary>
    /// Everybody who tries one user from where that user is not known: at most 30 in the first hour, six an hour from then
    /// on. More is borne than of a pair, so that one address alone does not hold the others.
    /// </summary>
    public static GuessRule User { get; } =
        new(12, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30));

    /// <summary>One address, whomever it tries: an office behind it has many who mistype at nine o'clock.</summary>
    public static GuessRule Address { get; } =
        new(30, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(2));

    /// <summary>One browser that has signed the user in before.</summary>
    public static GuessRule Device { get; } =
        new(10, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(10));

    /// <summary>
    /// The codes of one user's second factor, which are short: whoever tries has the password already. Six an hour in the
    /// end, each of which is right in three of a million cases.
    /// </summary>
    public static GuessRule Code { get; } =
        new(5, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30));

    /// <summary>
    /// One address that sends keys nobody has. Keys cannot be guessed: this only ends the work, and the lines in the journal.
    /// </summary>
    public static GuessRule Key { get; } =
        new(50, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(2));

    /// <summary>The most that a counter counts.</summary>
    public int Most => Free + MostDoublings;

    /// <summary>How long the counter holds after this many failures.</summary>
    public TimeSpan WaitAfter(int failures)
    {
        if (failures < Free)
        {
            return TimeSpan.Zero;
        }

        var wait = FirstWait * Math.Pow(2, Math.Min(failures - Free, MostDoublings));
        return wait < LongestWait ? wait : LongestWait;
    }
}
