using Microsoft.Extensions.Primitives;

namespace Gatehouse.Gateway.Forwarding;

/// <summary>The gateway's own cookies, which no upstream is shown.</summary>
internal static class GatewayCookies
{
    public static StringValues Without(StringValues lines)
    {
        var found = false;
        foreach (var line in lines)
        {
            found |= line is not null && line.Contains("gatehouse", StringComparison.OrdinalIgnoreCase);
        }

        if (!found)
        {
            return lines;
        }

        var kept = lines
            .SelectMany(line =>
                (line ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            )
            .Where(pair => !IsOurs(pair));
        var text = string.Join("; ", kept);
        return text.Length == 0 ? StringValues.Empty : text;
    }

    private static bool IsOurs(string pair)
    {
        var name = pair.AsSpan();
        var equals = name.IndexOf('=');
        name = (equals < 0 ? name : name[..equals]).TrimEnd();
        if (name.StartsWith("__Host-", StringComparison.OrdinalIgnoreCase))
        {
            name = name["__Host-".Length..];
        }
        else if (name.StartsWith("__Secure-", StringComparison.OrdinalIgnoreCase))
        {
            name = name["__Secure-".Length..];
        }

        return name.Equals("gatehouse", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("gatehouse-", StringComparison.OrdinalIgnoreCase);
    }
}
