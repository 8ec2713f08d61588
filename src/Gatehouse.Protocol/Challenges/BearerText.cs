using System.Buffers;

namespace Gatehouse.Protocol.Challenges;

/// <summary>The character set of <c>error</c> and <c>error_description</c> (RFC 6750 section 3).</summary>
internal static class BearerText
{
    public const string DescriptionName = "error_description";

    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        string.Concat(
            Enumerable.Range(0x20, 0x7F - 0x20).Select(octet => (char)octet).Where(octet => octet is not ('"' or '\\'))
        )
    );

    public static bool IsAllowed(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(Allowed);

    /// <summary>The nearest text that the set can hold: descriptions are for people, so a stand-in serves better than a refusal.</summary>
    public static string Restrict(string text) =>
        IsAllowed(text)
            ? text
            : string.Create(
                text.Length,
                text,
                static (target, source) =>
                {
                    for (var i = 0; i < source.Length; i++)
                    {
                        target[i] = source[i] switch
                        {
                            '"' => '\'',
                            '\\' => '/',
                            var character when Allowed.Contains(character) => character,
                            < ' ' => ' ',
                            _ => '?',
                        };
                    }
                }
            );
}
