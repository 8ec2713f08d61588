using System.Globalization;

namespace Gatehouse.Doctor.Lint.Rights;

/// <summary>An account of this machine, as <c>/etc/passwd</c> and <c>/etc/group</c> have it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="User">Its number.</param>
/// <param name="Groups">The numbers of its groups.</param>
internal sealed record Account(string Name, uint User, IReadOnlyList<uint> Groups)
{
    private const int MostLines = 100_000;

    /// <summary>The account of this name; null where this machine has none.</summary>
    public static Account? Find(string name)
    {
        try
        {
            var found = Lines("/etc/passwd").FirstOrDefault(fields => fields.Length > 3 && fields[0] == name);
            if (found is null || Number(found[2]) is not { } user || Number(found[3]) is not { } own)
            {
                return null;
            }

            var others = Lines("/etc/group")
                .Where(fields => fields.Length > 3 && fields[3].Split(',').Contains(name, StringComparer.Ordinal))
                .Select(fields => Number(fields[2]))
                .OfType<uint>();
            return new Account(name, user, [own, .. others]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static IEnumerable<string[]> Lines(string file) =>
        File.ReadLines(file).Take(MostLines).Select(line => line.Split(':'));

    private static uint? Number(string text) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
