using System.Globalization;
using System.Net;

namespace Gatehouse.Gateway.Configuration.Values;

/// <summary>A host name, or every name under one.</summary>
internal sealed class HostKind(bool wildcardAllowed = true) : ScalarKind<string>
{
    /// <inheritdoc/>
    public override string Kind => "host";

    /// <inheritdoc/>
    public override string Explanation =>
        "A host name or IP address without port: `api.example`. Where a pattern makes sense, `\"*.example\"` (in quotes: YAML "
        + "gives the star a meaning) is every name under it, at any depth. Case and a trailing dot make no difference.";

    /// <inheritdoc/>
    protected override string Pattern => wildcardAllowed ? "^(\\*\\.)?[^*/:\\s]+$" : "^[^*/:\\s]+$";

    /// <inheritdoc/>
    public override ScalarReading<string> Read(string text)
    {
        var wildcard = text.StartsWith("*.", StringComparison.Ordinal);
        var name = (wildcard ? text[2..] : text).TrimEnd('.');
        if (text == "*")
        {
            return Bad("a host is a name", "Leave the key out for any host.");
        }

        if (wildcard && !wildcardAllowed)
        {
            return Bad("a pattern makes no sense here", $"Write {Excerpt.Of(name)}.");
        }

        if (!wildcard && IPAddress.TryParse(name.Trim('[', ']'), out var address))
        {
            return Good(name.Contains(':', StringComparison.Ordinal) ? $"[{address}]" : name);
        }

        if (name.Contains("//", StringComparison.Ordinal) || name.Contains('/', StringComparison.Ordinal))
        {
            return Bad("a host is a name without scheme and path");
        }

        if (name.Contains(':', StringComparison.Ordinal))
        {
            return Bad(
                "a host has no port here",
                $"Write {Excerpt.Of(name[..name.IndexOf(':', StringComparison.Ordinal)])}."
            );
        }

        if (name.Any(c => c > '~'))
        {
            return Bad(
                "a host name is written in ASCII",
                ToAscii(name) is { } ascii ? $"Write {(wildcard ? "*." : "")}{ascii}." : null
            );
        }

        return IsName(name)
            ? Good((wildcard ? "*." : "") + name.ToLowerInvariant())
            : Bad(
                "that is no host name",
                wildcardAllowed ? "For example api.example or \"*.example\"." : "For example api.example."
            );
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= 253
        && name.Split('.')
            .All(label =>
                label.Length is > 0 and <= 63
                && label[0] != '-'
                && label[^1] != '-'
                && label.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            );

    private static string? ToAscii(string name)
    {
        try
        {
            return new IdnMapping().GetAscii(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
