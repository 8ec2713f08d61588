using System.Net;
using System.Text.Json;
using Gatehouse.Protocol.Json;

namespace Gatehouse.Client.Providers;

/// <summary>An answer of a provider, read whole.</summary>
internal sealed record ProviderAnswer
{
    /// <summary>Who answered.</summary>
    public required Uri Address { get; init; }

    /// <summary>The status.</summary>
    public required HttpStatusCode Status { get; init; }

    /// <summary>The body.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The type of the body, without parameters; null where none is named.</summary>
    public string? MediaType { get; init; }

    /// <summary>Where a redirect leads; null where there is none.</summary>
    public Uri? Location { get; init; }

    /// <summary>When it wants to be asked again.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>By how much its clock is ahead; null where it sent no <c>Date</c>.</summary>
    public TimeSpan? ClockAhead { get; init; }

    /// <summary>When the request was sent, by this machine's clock: what lasts a while lasts from here at the latest.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>Whether it gave a nonce for proofs that was not known (RFC 9449 section 8).</summary>
    public bool LearntNonce { get; init; }

    /// <summary>The JSON object in the body; null where it holds none.</summary>
    public JsonElement? Json => StrictJson.TryParseObject(Body.Span, out var json, out _) ? json : null;

    /// <summary>What is there in place of a JSON object, for people.</summary>
    public string Shape =>
        Body.IsEmpty ? "nothing"
        : MediaType?.Contains("html", StringComparison.OrdinalIgnoreCase) == true
        || Body.Span.TrimStart(" \t\r\n"u8).StartsWith("<"u8)
            ? "a page in place of JSON, as networks that want a sign-in and maintenance pages do"
        : "something that is no JSON object";
}
