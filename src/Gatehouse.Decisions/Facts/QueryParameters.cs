namespace Gatehouse.Decisions.Facts;

/// <summary>Looks a parameter up in a query (application/x-www-form-urlencoded) without reading the rest.</summary>
public static class QueryParameters
{
    /// <summary>How often a parameter stands in a query, and the first one's decoded value.</summary>
    public static int Count(ReadOnlySpan<char> query, string name, out string? value)
    {
        value = null;
        var count = 0;
        if (query.Length > 0 && query[0] == '?')
        {
            query = query[1..];
        }

        while (query.Length > 0)
        {
            var end = query.IndexOf('&');
            var pair = end < 0 ? query : query[..end];
            query = end < 0 ? default : query[(end + 1)..];
            var equals = pair.IndexOf('=');
            var key = equals < 0 ? pair : pair[..equals];
            if (
                key.SequenceEqual(name)
                || (key.ContainsAny('%', '+') && string.Equals(Decode(key), name, StringComparison.Ordinal))
            )
            {
                count++;
                value ??= equals < 0 ? "" : Decode(pair[(equals + 1)..]);
            }
        }

        return count;
    }

    private static string Decode(ReadOnlySpan<char> text)
    {
        var plain = text.ToString();
        return plain.AsSpan().ContainsAny('%', '+') ? Uri.UnescapeDataString(plain.Replace('+', ' ')) : plain;
    }
}
