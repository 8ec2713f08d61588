using Gatehouse.Doctor.Credentials;

namespace Gatehouse.Doctor.Exchanges;

/// <summary>A request as it was, or is to be, sent.</summary>
public sealed record SentRequest
{
    /// <summary>The method in the letters that were sent.</summary>
    public string Method { get; init; } = "GET";

    /// <summary>The absolute address, or null where only a path is known.</summary>
    public Uri? Url { get; init; }

    /// <summary>The request target as it was written, such as <c>/orders?x=1</c>; the whole address where only that is known.</summary>
    public required string Target { get; init; }

    /// <summary>The field lines in order.</summary>
    public HeaderLines Headers { get; init; } = HeaderLines.None;

    /// <summary>The body, as far as it is known and is text.</summary>
    public string? Body { get; init; }

    /// <summary>The first <c>Authorization</c> value, or null.</summary>
    public string? Authorization => Headers["Authorization"];

    /// <summary>Whether anything that looks like a credential goes along: a field, a cookie, a query parameter.</summary>
    public bool CarriesCredential => CredentialPlaces.In(this).Count > 0;

    /// <summary>Whether the method may change something: it is none of those that are safe and that the doctor sends by itself (RFC 9110 section 9.2.1).</summary>
    public bool MayChange => Method is not ("GET" or "HEAD" or "OPTIONS");

    /// <summary>A request for this address.</summary>
    public static SentRequest For(Uri url, string method = "GET") =>
        new()
        {
            Method = method,
            Url = url,
            Target = url.PathAndQuery,
        };
}
