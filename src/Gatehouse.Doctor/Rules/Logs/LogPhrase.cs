using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Logs;

/// <summary>Words in a server's log that tell a cause.</summary>
/// <param name="Words">Words that a message holds, all of them, compared without case; parts are set apart by <c>*</c>.</param>
/// <param name="Cause">The cause.</param>
/// <param name="Strength">How strongly, where most of the log's messages of this kind say so.</param>
/// <param name="Remedy">What to do; null for the catalogue's.</param>
internal sealed record LogPhrase(string Words, Cause Cause, Strength Strength, FormattableString? Remedy = null)
{
    private readonly string[] _parts = Words.Split('*');

    /// <summary>Whether the message holds them, in this order.</summary>
    public bool IsIn(string message)
    {
        var from = 0;
        foreach (var part in _parts)
        {
            var at = message.IndexOf(part, from, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
            {
                return false;
            }

            from = at + part.Length;
        }

        return true;
    }
}
