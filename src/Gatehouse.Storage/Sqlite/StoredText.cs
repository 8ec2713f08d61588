using System.Text;
using System.Text.Json;

namespace Gatehouse.Storage.Sqlite;

/// <summary>Text that comes back from the store exactly as it was given.</summary>
internal static class StoredText
{
    /// <summary>The text itself.</summary>
    /// <exception cref="ArgumentException">It holds a NUL or half a surrogate pair, which would come back as another text.</exception>
    public static string Exact(string text)
    {
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            if (
                Rune.DecodeFromUtf16(rest, out var rune, out var used) != System.Buffers.OperationStatus.Done
                || rune.Value == 0
            )
            {
                throw new ArgumentException(
                    "The text holds a NUL or half a surrogate pair and cannot be stored.",
                    nameof(text)
                );
            }

            rest = rest[used..];
        }

        return text;
    }

    /// <summary>Texts as a JSON array, or null for null.</summary>
    public static string? ToJson(IReadOnlyList<string>? texts)
    {
        if (texts is null)
        {
            return null;
        }

        foreach (var text in texts)
        {
            Exact(text);
        }

        return JsonSerializer.Serialize(texts, StoredJson.Default.IReadOnlyListString);
    }

    /// <summary>The texts of a JSON array.</summary>
    public static IReadOnlyList<string> FromJson(string json) =>
        string.Equals(json, "[]", StringComparison.Ordinal)
            ? []
            : JsonSerializer.Deserialize(json, StoredJson.Default.IReadOnlyListString) ?? [];
}
