using Microsoft.Extensions.Primitives;

namespace Gatehouse.Gateway.SignIn;

/// <summary>A parameter that is there twice is read by nobody.</summary>
internal static class OneValue
{
    public static string? Of(StringValues values) => values.Count == 1 ? values[0] : null;
}
