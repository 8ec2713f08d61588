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

    /// <summary>Whether a media type is that of a form without files.</summary>
    public static bool IsForm(string? contentType) =>
        contentType is not null
        && contentType.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);

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
                    value ??= reader.GetString();
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // What stands after the first fault is nobody's key.
        }

        return count;
    }
}
