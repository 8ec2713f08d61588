using System.Collections.Frozen;
using System.IO.Compression;

namespace Gatehouse.Decisions.Passwords;

/// <summary>
/// The passwords that are guessed first: the 10,000 most common ones, and the longer ones of the 20,000 after them
/// (`eng/common-passwords.sh` says where they are from). Case makes none of them another, nor do a few digits or signs behind
/// it.
/// </summary>
internal static class CommonPasswords
{
    private const string Resource = "common-passwords.txt.gz";
    private const int MostAppended = 4;

    // Read when the first password is set, and not before.
    private static readonly Lazy<FrozenSet<string>> All = new(Read);

    /// <summary>Whether a password is one of them, or one with at most four digits or signs behind it.</summary>
    public static bool Contains(string password)
    {
        var all = All.Value.GetAlternateLookup<ReadOnlySpan<char>>();
        var folded = password.ToLowerInvariant().AsSpan();
        for (var appended = 0; appended <= MostAppended && appended < folded.Length; appended++)
        {
            if (all.Contains(folded[..^appended]))
            {
                return true;
            }

            if (char.IsLetter(folded[^(appended + 1)]))
            {
                return false;
            }
        }

        return false;
    }

    private static FrozenSet<string> Read()
    {
        using var stream = typeof(CommonPasswords).Assembly.GetManifestResourceStream(Resource)!;
        using var unpacked = new GZipStream(stream, CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked);
        return reader
            .ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ToFrozenSet(StringComparer.Ordinal);
    }
}
