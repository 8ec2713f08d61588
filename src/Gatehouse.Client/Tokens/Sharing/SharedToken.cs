using System.Text.Json;
using Gatehouse.Protocol.Json;

namespace Gatehouse.Client.Tokens.Sharing;

/// <summary>A token as processes share it.</summary>
internal sealed record SharedToken
{
    private const int Version = 1;

    /// <summary>The token.</summary>
    public required AccessToken Token { get; init; }

    /// <summary>When it was got.</summary>
    public required DateTimeOffset GotAt { get; init; }

    /// <summary>The scopes that were asked for.</summary>
    public required IReadOnlyList<string> Asked { get; init; }

    /// <summary>The refresh token of the session; null where none is shared.</summary>
    public string? RefreshToken { get; init; }

    /// <summary>When nothing can follow without a person; null where that is not known.</summary>
    public DateTimeOffset? SessionEndsAt { get; init; }

    /// <summary>How many renewals came before: tells an older entry from a newer one whatever the clocks say.</summary>
    public long Generation { get; init; }

    /// <summary>Neither of the tokens.</summary>
    public override string ToString() => "(shared token)";

    /// <summary>Writes it as a JSON object.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("version", Version);
        json.WriteNumber("generation", Generation);
        json.WriteString("access_token", Token.Value);
        json.WriteString("token_type", Token.Type);
        json.WriteNumber("got_at", GotAt.ToUnixTimeMilliseconds());
        if (Token.ExpiresAt is { } end)
        {
            json.WriteNumber("expires_at", end.ToUnixTimeMilliseconds());
        }

        WriteList(json, "scopes", Token.Scopes);
        WriteList(json, "asked", Asked);
        if (RefreshToken is not null)
        {
            json.WriteString("refresh_token", RefreshToken);
        }

        if (SessionEndsAt is { } sessionEnd)
        {
            json.WriteNumber("session_ends_at", sessionEnd.ToUnixTimeMilliseconds());
        }

        json.WriteEndObject();
    }

    /// <summary>Writes it as UTF-8.</summary>
    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            Write(json);
        }

        return stream.ToArray();
    }

    /// <summary>Reads one; null where the text is none, whatever it is.</summary>
    public static SharedToken? Read(ReadOnlySpan<byte> utf8) =>
        StrictJson.TryParseObject(utf8, out var json, out _) ? Read(json) : null;

    /// <summary>Reads one; null where the object is none.</summary>
    public static SharedToken? Read(JsonElement json)
    {
        if (
            json.ValueKind != JsonValueKind.Object
            || Number(json, "version") != Version
            || Text(json, "access_token") is not { Length: > 0 } value
            || value.AsSpan().ContainsAnyExceptInRange('!', '~')
            || Text(json, "token_type") is not { Length: > 0 } type
            || type.AsSpan().ContainsAnyExceptInRange('!', '~')
            || Instant(json, "got_at") is not { } gotAt
        )
        {
            return null;
        }

        return new SharedToken
        {
            Token = new AccessToken(value, Instant(json, "expires_at"), type, List(json, "scopes")),
            GotAt = gotAt,
            Asked = List(json, "asked"),
            RefreshToken = Text(json, "refresh_token"),
            SessionEndsAt = Instant(json, "session_ends_at"),
            Generation = Number(json, "generation") ?? 0,
        };
    }

    private static void WriteList(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static string[] List(JsonElement json, string name) =>
        json.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ?
            [
                .. list.EnumerateArray()
                    .Where(static item => item.ValueKind == JsonValueKind.String)
                    .Select(static item => item.GetString()!),
            ]
            : [];

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static long? Number(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetInt64(out var number)
            ? number
            : null;

    private static DateTimeOffset? Instant(JsonElement json, string name) =>
        Number(json, name) is { } milliseconds
        && milliseconds >= 0
        && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;
}
