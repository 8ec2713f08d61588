using System.Buffers;
using Gatehouse.Decisions.Facts;

namespace Gatehouse.Gateway.ForwardAuth;

/// <summary>Reads what a question states about the original request: each thing once and readable, or not at all.</summary>
internal static class StatedFields
{
    private static readonly SearchValues<char> Tokens = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    );

    private static readonly SearchValues<char> HostCharacters = SearchValues.Create(
        "-._:[]0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    );

    /// <summary>The field's one value, or null and a fault where it is missing or repeated.</summary>
    public static string? One(HeaderLines headers, string field, out DescriptionFault? fault)
    {
        var count = headers.Count(field);
        var value = count == 1 ? headers.First(field) : null;
        fault =
            count > 1 ? DescriptionFault.Conflicting(field, "is there more than once")
            : string.IsNullOrEmpty(value) ? DescriptionFault.Missing(field)
            : null;
        return fault is null ? value : null;
    }

    /// <summary>A method that can be one (RFC 9110 section 9.1), or null and a fault.</summary>
    public static string? Method(HeaderLines headers, string field, out DescriptionFault? fault)
    {
        if (One(headers, field, out fault) is { } value && value.AsSpan().ContainsAnyExcept(Tokens))
        {
            fault = DescriptionFault.Conflicting(field, "is no method");
        }

        return fault is null ? headers.First(field) : null;
    }

    /// <summary>Whether a scheme is https; null where it is neither http nor https, nor a WebSocket's name for them.</summary>
    public static bool? IsHttps(ReadOnlySpan<char> scheme) =>
        Is(scheme, "https") || Is(scheme, "wss") ? true
        : Is(scheme, "http") || Is(scheme, "ws") ? false
        : null;

    /// <summary>Whether a text can be a host with or without a port.</summary>
    public static bool IsHost(ReadOnlySpan<char> host) => host.Length > 0 && !host.ContainsAnyExcept(HostCharacters);

    /// <summary>The scheme of a field, or null and a fault.</summary>
    public static bool? Https(HeaderLines headers, string field, out DescriptionFault? fault)
    {
        var https = One(headers, field, out fault) is { } value ? IsHttps(value) : null;
        if (fault is null && https is null)
        {
            fault = DescriptionFault.Conflicting(field, "is neither http nor https");
        }

        return https;
    }

    /// <summary>The host of a field, or null and a fault.</summary>
    public static string? Host(HeaderLines headers, string field, out DescriptionFault? fault)
    {
        if (One(headers, field, out fault) is { } value && !IsHost(value))
        {
            fault = DescriptionFault.Conflicting(field, "is no host");
        }

        return fault is null ? headers.First(field) : null;
    }

    private static bool Is(ReadOnlySpan<char> scheme, string name) =>
        scheme.Equals(name, StringComparison.OrdinalIgnoreCase);
}
