using Gatehouse.Doctor.Exchanges;

namespace Gatehouse.Doctor.Contacts;

/// <summary>A site's <c>/.well-known/security.txt</c> (RFC 9116), as far as whom to write to.</summary>
internal static class SecurityText
{
    public const string Path = "/.well-known/security.txt";

    private const string Field = "Contact:";

    /// <summary>Whether this exchange brought such a file.</summary>
    public static bool IsOne(Exchange exchange) =>
        exchange.Answer is { IsSuccess: true } answer
        && exchange.Request?.Url?.AbsolutePath.EndsWith("/security.txt", StringComparison.Ordinal) == true
        && !answer.MediaType.Contains("html", StringComparison.Ordinal);

    /// <summary>Its contacts in their order, which is that of preference (RFC 9116 section 2.5.3).</summary>
    public static IEnumerable<ContactPoint> In(string text) =>
        text.Split('\n', 400)
            .Where(line => line.StartsWith(Field, StringComparison.OrdinalIgnoreCase))
            .Select(line => line[Field.Length..].Trim())
            .Where(address =>
                address.Contains(':', StringComparison.Ordinal) && !address.Contains(' ', StringComparison.Ordinal)
            )
            .Select(address => new ContactPoint(address, $"the site's security.txt"));
}
