using System.Text.Json.Nodes;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Lab.Provider;

/// <summary>What an endpoint answers, before the knobs spoil it.</summary>
internal sealed record OAuthAnswer(int Status)
{
    /// <summary>The document, or null.</summary>
    public JsonNode? Json { get; init; }

    /// <summary>A page for people, or null.</summary>
    public string? Html { get; init; }

    /// <summary>A plain text, or null.</summary>
    public string? Text { get; init; }

    /// <summary>Where the browser goes on, or null.</summary>
    public string? Location { get; init; }

    /// <summary>What is asked for, or null.</summary>
    public Challenge? Challenge { get; init; }

    /// <summary>The methods that would do, where this one does not.</summary>
    public string? Allow { get; init; }

    public static OAuthAnswer Ok(JsonNode json) => new(200) { Json = json };

    public static OAuthAnswer Page(string html, int status = 200) => new(status) { Html = html };

    public static OAuthAnswer Redirect(string location) => new(302) { Location = location };

    /// <summary>An error (RFC 6749 section 5.2).</summary>
    public static OAuthAnswer Error(string error, string description, int status = 400) =>
        new(status)
        {
            Json = new JsonObject { ["error"] = error, ["error_description"] = description },
        };

    public static OAuthAnswer WrongMethod(string allow) =>
        Error("invalid_request", $"This endpoint takes {allow}.", 405) with
        {
            Allow = allow,
        };
}
