using Gatehouse.Decisions.Refusals;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Gatehouse.Lab.Dress;

/// <summary>What a dress needs of the refused request.</summary>
/// <param name="Cause">The cause, by which a talkative server chooses its words.</param>
/// <param name="Situation">As much of it as most servers tell apart.</param>
/// <param name="Refusal">The refusal of the real decision; null where the exhibit is a server that misbehaves.</param>
internal sealed record DressContext(Cause Cause, DressSituation Situation, Refusal? Refusal)
{
    /// <summary>The name of the scheme whose credentials the browser's cookie holds.</summary>
    public const string Cookie = "cookie";

    /// <summary>The method.</summary>
    public required string Method { get; init; }

    /// <summary>The path as sent, without the query: visible ASCII.</summary>
    public required string Path { get; init; }

    /// <summary>The authority that was asked, such as <c>127.0.0.1:8401</c>.</summary>
    public required string Host { get; init; }

    /// <summary><c>http</c> or <c>https</c>.</summary>
    public required string UriScheme { get; init; }

    /// <summary>The scheme that the exhibit is about: <c>Basic</c>, <c>Bearer</c>, <c>Digest</c>, <c>Key</c> or <see cref="Cookie"/>.</summary>
    public required string Scheme { get; init; }

    /// <summary>The protection space, where the server's is configured.</summary>
    public required string Realm { get; init; }

    /// <summary>Whether the caller names HTML among what it takes, as browsers do.</summary>
    public required bool AcceptsHtml { get; init; }

    /// <summary>Whether the caller names JSON among what it takes.</summary>
    public required bool AcceptsJson { get; init; }

    /// <summary>What stood in <c>Authorization</c>.</summary>
    public required PresentedCredentials Presented { get; init; }

    /// <summary>When the request came.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>A number for the answer, where a server tells one.</summary>
    public Guid RequestId { get; init; } = Guid.NewGuid();

    /// <summary>The scheme, host and path that were asked for.</summary>
    public string Url => UriScheme + "://" + Host + Path;

    /// <summary>When what was presented had expired, as far as it says so itself.</summary>
    public DateTimeOffset Expiry =>
        Presented.Claims?.Expires is { } seconds
        && seconds >= DateTimeOffset.MinValue.ToUnixTimeSeconds()
        && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : Now;

    /// <summary>Reads a request.</summary>
    /// <param name="http">The request.</param>
    /// <param name="cause">The cause for which it is refused.</param>
    /// <param name="refusal">What the decision says, or null.</param>
    /// <param name="scheme">
    /// The scheme that the exhibit is about; null takes the one that the cause belongs to, or that was presented, or else
    /// Basic.
    /// </param>
    /// <param name="realm">The protection space.</param>
    /// <param name="now">When the request came.</param>
    public static DressContext Of(
        HttpContext http,
        Cause cause,
        Refusal? refusal,
        string? scheme,
        string realm,
        DateTimeOffset now
    )
    {
        var presented = PresentedCredentials.Read(http.Request.Headers.Authorization);
        var accept = http.Request.Headers.Accept.ToString();
        return new DressContext(cause, DressSituations.Of(cause), refusal)
        {
            Method = http.Request.Method,
            Path = PathOf(http),
            Host = http.Request.Host.HasValue ? http.Request.Host.ToString() : "localhost",
            UriScheme = http.Request.Scheme,
            Scheme = scheme ?? SchemeOf(cause) ?? presented.Scheme ?? "Basic",
            Realm = realm,
            AcceptsHtml = accept.Contains("text/html", StringComparison.OrdinalIgnoreCase),
            AcceptsJson = accept.Contains("json", StringComparison.OrdinalIgnoreCase),
            Presented = presented,
            Now = now,
        };
    }

    /// <summary>Whether the exhibit is about this scheme.</summary>
    public bool Is(string scheme) => Scheme.Equals(scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether credentials came that the server looked at.</summary>
    public bool Judged => Situation is DressSituation.Wrong or DressSituation.Expired;

    /// <summary>
    /// A Digest challenge of these parameters, whose <c>nonce</c> and <c>opaque</c> are the decision's own where it made
    /// some, so that an answer to it can be right.
    /// </summary>
    public Challenge Digest(params (string Name, string Value)[] parameters)
    {
        var own = Refusal?.Challenges.FirstOrDefault(challenge => challenge.Is("Digest"));
        return Challenge.Create(
            "Digest",
            [
                .. parameters.Select(parameter =>
                    (
                        parameter.Name,
                        parameter.Name is "nonce" or "opaque"
                            ? own?[parameter.Name] ?? parameter.Value
                            : parameter.Value
                    )
                ),
            ]
        );
    }

    private static string? SchemeOf(Cause cause) =>
        cause.Family switch
        {
            "token" => "Bearer",
            "digest" => "Digest",
            "key" => "Key",
            "negotiate" => "Negotiate",
            "cookie" or "session" or "csrf" or "saml" => Cookie,
            _ => null,
        };

    private static string PathOf(HttpContext http)
    {
        var target = http.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "/";
        var query = target.IndexOf('?', StringComparison.Ordinal);
        var path = query < 0 ? target : target[..query];
        return path.StartsWith('/') && path.All(character => character is > ' ' and < '\x7F') ? path : "/";
    }
}
