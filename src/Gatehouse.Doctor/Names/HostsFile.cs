namespace Gatehouse.Doctor.Names;

/// <summary>Looks a name up in the file in which names are given addresses by hand.</summary>
internal static class HostsFile
{
    private const int MostLines = 200_000;

    private static readonly char[] Blanks = [' ', '\t'];

    /// <summary>The first line that names this host, as <c>FILE:LINE</c>; null for none.</summary>
    public static string? Find(string? file, string host)
    {
        if (file is null)
        {
            return null;
        }

        try
        {
            var number = 0;
            foreach (var line in File.ReadLines(file).Take(MostLines))
            {
                number++;
                var words = line.Split('#')[0].Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
                if (words.Skip(1).Contains(host, StringComparer.OrdinalIgnoreCase))
                {
                    return FormattableString.Invariant($"{file}:{number}");
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        return null;
    }
}
