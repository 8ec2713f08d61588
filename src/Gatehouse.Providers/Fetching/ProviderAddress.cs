using System.Diagnostics.CodeAnalysis;

namespace Gatehouse.Providers.Fetching;

/// <summary>Which addresses keys may be asked for at.</summary>
internal static class ProviderAddress
{
    /// <summary>Reads an address; keys that travel in the clear could be replaced on the way.</summary>
    /// <param name="text">The address as written.</param>
    /// <param name="address">The address.</param>
    /// <param name="fault">What is wrong with it, to follow its name in a sentence.</param>
    public static bool TryRead(
        string text,
        [NotNullWhen(true)] out Uri? address,
        [NotNullWhen(false)] out string? fault
    )
    {
        fault =
            !Uri.TryCreate(text, UriKind.Absolute, out address) || address.Scheme is not ("https" or "http")
                ? "is no http or https address"
            : address.UserInfo.Length > 0 ? "holds a user name or password"
            : address.Fragment.Length > 0 ? "has a fragment"
            : !IsHttps(address) && !IsLoopback(address)
                ? "is plain http beyond this machine, where keys could be replaced on the way; use https"
            : null;
        return fault is null;
    }

    /// <summary>An address as written, for operators, without a user name or password that it should not hold.</summary>
    public static string Told(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.UserInfo.Length > 0
            ? QuotedText.Of(
                new UriBuilder(address) { UserName = "", Password = "" }
                    .Uri
                    .AbsoluteUri
            )
            : QuotedText.Of(text);

    public static bool IsHttps(Uri address) =>
        string.Equals(address.Scheme, Uri.UriSchemeHttps, StringComparison.Ordinal);

    public static bool IsLoopback(Uri address) => AddressReach.OfLiteral(address.IdnHost) == Reach.Loopback;
}
