using System.Text;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Lab.Dress;

/// <summary>A whole answer, as another server would send it.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Headers">The field lines in order, without those of the content.</param>
/// <param name="ContentType">The media type, or null where the server names none.</param>
/// <param name="Body">The content; not sent in answer to HEAD.</param>
/// <param name="ReasonPhrase">The words after the status code; null for those of RFC 9110.</param>
internal sealed record DressedAnswer(
    int Status,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    string? ContentType,
    byte[] Body,
    string? ReasonPhrase = null
)
{
    /// <summary>An answer without content.</summary>
    public static DressedAnswer Empty(int status) => new(status, [], ContentType: null, []);

    /// <summary>An answer with a text in UTF-8.</summary>
    public static DressedAnswer Of(int status, string? contentType, string text) =>
        new(status, [], contentType, Encoding.UTF8.GetBytes(text));

    /// <summary>The same with one field line more.</summary>
    public DressedAnswer With(string name, string value) =>
        this with
        {
            Headers = [.. Headers, KeyValuePair.Create(name, value)],
        };

    /// <summary>The same with challenges, each on a line of its own.</summary>
    public DressedAnswer Asking(params ReadOnlySpan<Challenge> challenges)
    {
        var answer = this;
        foreach (var challenge in challenges)
        {
            answer = answer.With("WWW-Authenticate", ChallengeWriter.Write(challenge));
        }

        return answer;
    }

    /// <summary>The values of a field, in order.</summary>
    public IEnumerable<string> Values(string name) =>
        Headers
            .Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
            .Select(header => header.Value);
}
