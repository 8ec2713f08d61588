namespace Gatehouse.Decisions.Facts;

/// <summary>Host names as they are compared: lower case, no port, no trailing dot.</summary>
public static class HostName
{
    /// <summary>The comparable form of a <c>Host</c> field's value; allocates only where something must change.</summary>
    public static string Fold(string? host)
    {
        if (string.IsNullOrEmpty(host))
        {
            return "";
        }

        var end = host.Length;
        if (host[0] == '[')
        {
            var bracket = host.IndexOf(']', StringComparison.Ordinal);
            end = bracket < 0 ? host.Length : bracket + 1;
        }
        else
        {
            var colon = host.IndexOf(':', StringComparison.Ordinal);
            if (colon >= 0)
            {
                end = colon;
            }

            while (end > 0 && host[end - 1] == '.')
            {
                end--;
            }
        }

        var name = end == host.Length ? host : host[..end];
        return name.AsSpan().ContainsAnyInRange('A', 'Z') ? name.ToLowerInvariant() : name;
    }
}
