using Gatehouse.Decisions.Admission;

namespace Gatehouse.Gateway.Countries;

/// <summary>
/// Reads the file that says which network is in which country: lines of text, or a MaxMind database (<c>.mmdb</c>), told
/// apart by what is in it.
/// </summary>
internal static class CountryFile
{
    /// <summary>The largest file, in octets: everything of it is held in memory.</summary>
    public const long MostOctets = 512L * 1024 * 1024;

    /// <summary>What the file says; null and the reason where it says nothing that can be used.</summary>
    public static ICountries? Read(string path, out string? problem)
    {
        byte[] octets;
        try
        {
            if (new FileInfo(path).Length > MostOctets)
            {
                problem = "it is larger than 512 MiB";
                return null;
            }

            octets = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problem = "it cannot be read: " + exception.Message;
            return null;
        }

        return CountryTree.LooksLikeOne(octets)
            ? CountryTree.Read(octets, out problem)
            : CountryRanges.Read(octets, out problem);
    }
}
