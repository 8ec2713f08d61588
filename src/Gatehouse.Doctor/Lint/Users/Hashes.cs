namespace Gatehouse.Doctor.Lint.Users;

/// <summary>Says what is wrong with a password's hash, by its form alone.</summary>
internal static class Hashes
{
    /// <summary>What is wrong; null where it may be right.</summary>
    public static FormattableString? Fault(string hash, bool apache = false)
    {
        if (hash.Length == 0)
        {
            return $"it is empty";
        }

        if (hash.StartsWith("{SSHA}", StringComparison.Ordinal) || hash.StartsWith("{PLAIN}", StringComparison.Ordinal))
        {
            return apache ? (FormattableString)$"Apache does not know this kind" : null;
        }

        if (hash.StartsWith("{SHA}", StringComparison.Ordinal))
        {
            return hash.Length == 33 ? null : (FormattableString)$"it is damaged";
        }

        if (hash.StartsWith("$$", StringComparison.Ordinal))
        {
            return $"the dollar signs are doubled, which only Compose wants";
        }

        if (hash[0] == '$')
        {
            var parts = hash.Split('$');
            return parts[1] switch
            {
                "apr1" or "1" => parts.Length == 4 && parts[3].Length == 22
                    ? null
                    : (FormattableString)$"it is damaged, as when a shell or Compose takes $ for a variable",
                "2a" or "2b" or "2y" => parts.Length == 4 && parts[3].Length == 53
                    ? null
                    : (FormattableString)$"it is damaged, as when a shell or Compose takes $ for a variable",
                "5" or "6" or "y" or "7" or "argon2id" or "gy" => null,
                _ => (FormattableString)$"its kind is unknown, as when a shell or Compose takes $ for a variable",
            };
        }

        // The old form of crypt has 13 letters of its alphabet.
        return hash.Length == 13 && hash.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '/') ? null
            : hash.Length is > 15 or 8 && hash.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '/')
                ? (FormattableString)$"it is damaged or a password in plain text"
            : $"it is no hash: a password in plain text, or what is left of a hash when $ was taken for a variable";
    }
}
