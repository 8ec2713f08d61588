using System.Text;
using System.Text.Json;

namespace Gatehouse.Decisions.Facts;

/// <summary>Finds one field in the beginning of a form or of a JSON object, without reading the rest.</summary>
public static class BodyField
{
    /// <summary>How much of a body is looked at, in octets.</summary>
    public const int Limit = 64 * 1024;

    /// <summary>How often the field stands there, and the first one's value. A body of another type has none.</summary>
    public static int Count(string? contentType, ReadOnlyMemory<byte> body, string name, out string? value)
    {
        value = null;
        if (body.IsEmpty || contentType is null)
        {
            return 0;
        }

        if (IsForm(contentType))
        {
            return QueryParameters.Count(Encoding.UTF8.GetString(body.Span), name, out value);
        }

        return contentType.StartsWith("application/json", StringComparison.OrdinalIgnoreCase)
            ? CountInJson(body.Span, name, out value)
            : 0;
    }

    /// <summary>The beginning of a body without the field, for whoever must not see it.</summary>
    public static byte[] Without(string? contentType, ReadOnlySpan<byte> body, string name) =>
        IsForm(contentType) ? FormWithout(body, name) : JsonWithout(body, name);

    /// <summary>Whether a media type is that of a form without files.</summary>
    public static bool IsForm(string? contentType) =>
        contentType is not null
        && contentType.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);

    private static byte[] FormWithout(ReadOnlySpan<byte> body, string name)
    {
        var kept = new List<byte>(body.Length);
        foreach (var range in body.Split((byte)'&'))
        {
            var pair = body[range];
            if (QueryParameters.Count(Encoding.UTF8.GetString(pair), name, out _) > 0)
            {
                continue;
            }

            if (kept.Count > 0)
            {
                kept.Add((byte)'&');
            }

            kept.AddRange(pair);
        }

        return [.. kept];
    }

    private static byte[] JsonWithout(ReadOnlySpan<byte> body, string name)
    {
        var reader = new Utf8JsonReader(body, isFinalBlock: false, state: default);
        while (reader.Read())
        {
            if (
                reader.CurrentDepth != 1
                || reader.TokenType != JsonTokenType.PropertyName
                || !reader.ValueTextEquals(name)
            )
            {
                continue;
            }

            var from = (int)reader.TokenStartIndex;
            if (!reader.Read() || !reader.TrySkip())
            {
                // The value goes on beyond what was seen, and so is none of our keys.
                break;
            }

            var to = (int)reader.BytesConsumed;

            // One comma goes with the member: the one after it, or, where it is the last, the one before it.
            var after = to + body[to..].IndexOfAnyExcept(" \t\r\n"u8);
            if (after >= to && body[after] == ',')
            {
                to = after + 1;
            }
            else if (body[..from].LastIndexOfAnyExcept(" \t\r\n"u8) is var before && before >= 0 && body[before] == ',')
            {
                from = before;
            }

            return [.. body[..from], .. body[to..]];
        }

        return body.ToArray();
    }

    private static int CountInJson(ReadOnlySpan<byte> body, string name, out string? value)
    {
        value = null;
        var count = 0;
        var reader = new Utf8JsonReader(body, isFinalBlock: false, state: default);
        try
        {
            while (reader.Read())
            {
                if (
                    reader.CurrentDepth != 1
                    || reader.TokenType != JsonTokenType.PropertyName
                    || !reader.ValueTextEquals(name)
                )
                {
                    continue;
                }

                if (reader.Read() && reader.TokenType == JsonTokenType.String)
                {
                    count++;
                    value ??= TextOf(ref reader);
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // What stands after the first fault is nobody's key.
        }

        return count;
    }

    // A lone surrogate is no text, and so no key of anybody's; that something was given is told all the same.
    private static string TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }
}
