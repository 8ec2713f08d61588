using System.Text.Json;
using System.Text.Unicode;

namespace Gatehouse.Protocol.Json;

/// <summary>
/// Reads JSON from untrusted parties in one way only: RFC 8259 without comments, trailing commas or text behind,
/// valid UTF-8, every name once in its object, bounded depth. Two readers can then not see two different texts.
/// </summary>
public static class StrictJson
{
    /// <summary>How deep arrays and objects may nest.</summary>
    public const int MaxDepth = 16;

    /// <summary>How many members one object may have: bounds the search for duplicates.</summary>
    public const int MaxMembers = 1024;

    /// <summary>Checks a text without building anything; never throws.</summary>
    /// <param name="utf8Json">The whole text.</param>
    /// <returns>The first fault, or one of kind <see cref="JsonFaultKind.None"/>.</returns>
    public static JsonFault Check(ReadOnlySpan<byte> utf8Json)
    {
        if (!Utf8.IsValid(utf8Json))
        {
            return new JsonFault(JsonFaultKind.NotUtf8, 0);
        }

        var scanner = new JsonScanner(utf8Json);
        try
        {
            return scanner.Scan();
        }
        finally
        {
            scanner.Dispose();
        }
    }

    /// <summary>Checks a text and reads it; never throws.</summary>
    /// <param name="utf8Json">The whole text.</param>
    /// <param name="value">The value, which needs no disposal; undefined on failure.</param>
    /// <param name="fault">Why there is no value.</param>
    /// <returns>Whether the text is strict JSON.</returns>
    public static bool TryParse(ReadOnlySpan<byte> utf8Json, out JsonElement value, out JsonFault fault)
    {
        fault = Check(utf8Json);
        value = fault.Kind == JsonFaultKind.None ? JsonElement.Parse(utf8Json) : default;
        return fault.Kind == JsonFaultKind.None;
    }

    /// <summary>Checks a text and reads it when it is an object; never throws.</summary>
    /// <param name="utf8Json">The whole text.</param>
    /// <param name="value">The object; undefined on failure.</param>
    /// <param name="fault">Why there is no object.</param>
    /// <returns>Whether the text is a strict JSON object.</returns>
    public static bool TryParseObject(ReadOnlySpan<byte> utf8Json, out JsonElement value, out JsonFault fault)
    {
        if (TryParse(utf8Json, out value, out fault) && value.ValueKind != JsonValueKind.Object)
        {
            value = default;
            fault = new JsonFault(JsonFaultKind.Syntax, 0);
        }

        return fault.Kind == JsonFaultKind.None;
    }
}
