using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Doctor.Exchanges;

/// <summary>An answer as it was received.</summary>
public sealed record Answer
{
    private ChallengeReading? _challenges;

    /// <summary>The status code.</summary>
    public required int Status { get; init; }

    /// <summary>The reason phrase; null where the protocol has none or it is not known.</summary>
    public string? Reason { get; init; }

    /// <summary>The protocol's version, such as <c>1.1</c> or <c>2</c>; null where it is not known.</summary>
    public string? Version { get; init; }

    /// <summary>The field lines in order.</summary>
    public HeaderLines Headers { get; init; } = HeaderLines.None;

    /// <summary>The body as text, cut at the limit; empty where there is none.</summary>
    public string Body { get; init; } = string.Empty;

    /// <summary>Whether there was more than what <see cref="Body"/> holds.</summary>
    public bool BodyCut { get; init; }

    /// <summary>The time from the last octet of the request to the head of the answer; null where it was not measured.</summary>
    public TimeSpan? Took { get; init; }

    /// <summary>The address that answered; null where it is not known.</summary>
    public string? Address { get; init; }

    /// <summary>The challenges of <c>WWW-Authenticate</c>, read leniently.</summary>
    public ChallengeReading Challenges =>
        _challenges ??= ChallengeParser.ReadLeniently(Headers.All("WWW-Authenticate"));

    /// <summary>Whether the status is 2xx.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>Whether the status is a redirect with a place to go to.</summary>
    public bool IsRedirect => Status is 301 or 302 or 303 or 307 or 308 && Headers.Has("Location");

    /// <summary>The media type without its parameters, in small letters; empty where none is given.</summary>
    public string MediaType => (Headers["Content-Type"] ?? string.Empty).Split(';')[0].Trim().ToLowerInvariant();
}
