using System.Diagnostics.CodeAnalysis;

namespace Gatehouse.Client.Schemes;

/// <summary>The one <c>Authorization</c> of a request, which schemes share. Nothing here allocates.</summary>
internal static class AuthorizationField
{
    /// <summary>The field's name.</summary>
    public const string Name = "Authorization";

    /// <summary>Whether the request has one.</summary>
    public static bool IsOn(HttpRequestMessage request) => request.Headers.NonValidated.Contains(Name);

    /// <summary>Sets it in place of what was there.</summary>
    public static void Set(HttpRequestMessage request, string value)
    {
        request.Headers.Remove(Name);
        request.Headers.TryAddWithoutValidation(Name, value);
    }

    /// <summary>Its value, where it is one of that scheme.</summary>
    public static bool TryGet(HttpRequestMessage request, string scheme, [NotNullWhen(true)] out string? value)
    {
        value = null;
        if (!request.Headers.NonValidated.TryGetValues(Name, out var values))
        {
            return false;
        }

        foreach (var line in values)
        {
            if (
                line.Length > scheme.Length
                && line[scheme.Length] == ' '
                && line.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)
            )
            {
                value = line;
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes it off where it is one of that scheme.</summary>
    public static void Remove(HttpRequestMessage request, string scheme)
    {
        if (TryGet(request, scheme, out _))
        {
            request.Headers.Remove(Name);
        }
    }
}
