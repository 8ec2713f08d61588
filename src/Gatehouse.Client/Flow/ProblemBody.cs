using System.Text.Json;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Client.Flow;

/// <summary>What a refusal's body says to programs (RFC 9457, RFC 6749 section 5.2); each part null where it does not.</summary>
internal sealed record ProblemBody
{
    /// <summary>The most bytes of a refusal's body that are read: 64 KiB.</summary>
    public const int MaximumLength = 64 * 1024;

    private const int LongestText = 500;

    /// <summary>A body that says nothing.</summary>
    public static ProblemBody Empty { get; } = new();

    /// <summary>The cause that a Gatehouse names.</summary>
    public Cause? Cause { get; private init; }

    /// <summary>The reference that a Gatehouse gives.</summary>
    public string? Reference { get; private init; }

    /// <summary>The sentence for people, cut to a bearable length and without control characters.</summary>
    public string? Detail { get; private init; }

    /// <summary>The OAuth error code.</summary>
    public string? OAuthError { get; private init; }

    /// <summary>Whether a media type is one that is worth reading.</summary>
    public static bool IsReadable(string? mediaType) =>
        mediaType is not null
        && (
            mediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || mediaType.EndsWith("+json", StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>Reads a body; what is no JSON object says nothing.</summary>
    public static ProblemBody Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            return root.ValueKind != JsonValueKind.Object
                ? Empty
                : new ProblemBody
                {
                    Cause = TextOf(root, "cause") is { } cause ? Causes.Find(cause) : null,
                    Reference = TextOf(root, "reference"),
                    Detail = TextOf(root, "detail") ?? TextOf(root, "error_description"),
                    OAuthError = TextOf(root, "error"),
                };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return Empty;
        }
    }

    private static string? TextOf(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? PlainText.Of(value.GetString()!, LongestText)
            : null;
}
