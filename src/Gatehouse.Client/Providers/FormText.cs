namespace Gatehouse.Client.Providers;

/// <summary><c>application/x-www-form-urlencoded</c> as RFC 6749 appendix B has it.</summary>
internal static class FormText
{
    /// <summary>One value: unreserved characters stay, a blank is <c>+</c>, all else is percent-encoded UTF-8.</summary>
    public static string Encode(string value) =>
        Uri.EscapeDataString(value)
            .Replace("%20", "+", StringComparison.Ordinal)
            .Replace("~", "%7E", StringComparison.Ordinal);
}
