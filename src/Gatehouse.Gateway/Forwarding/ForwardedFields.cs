namespace Gatehouse.Gateway.Forwarding;

/// <summary>Fields in which proxies describe the client; what came in them is replaced, in every spelling.</summary>
internal static class ForwardedFields
{
    public static bool IsOne(string name) =>
        name.Length >= 7
        && (name[0] | 0x20) is 'x' or 'f'
        && (
            name.Equals("Forwarded", StringComparison.OrdinalIgnoreCase)
            || IsFolded(name, "xforwarded", wholeName: false)
            || IsFolded(name, "xrealip", wholeName: true)
            || IsFolded(name, "xoriginaluri", wholeName: true)
            || IsFolded(name, "xoriginalurl", wholeName: true)
            || IsFolded(name, "xrewriteurl", wholeName: true)
        );

    private static bool IsFolded(string name, string folded, bool wholeName)
    {
        var matched = 0;
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c))
            {
                continue;
            }

            if (matched == folded.Length)
            {
                return !wholeName;
            }

            if (char.ToLowerInvariant(c) != folded[matched])
            {
                return false;
            }

            matched++;
        }

        return matched == folded.Length;
    }
}
