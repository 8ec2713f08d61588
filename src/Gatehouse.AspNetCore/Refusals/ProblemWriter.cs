using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Gatehouse.Decisions.Refusals;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.AspNetCore.Refusals;

/// <summary>Writes a refusal as a problem document (RFC 9457).</summary>
public static class ProblemWriter
{
    private const int UsualSize = 1024;
    private const int LongestAddress = 256;

    private static readonly JsonWriterOptions Options = new()
    {
        // Letters of every script stay letters; the answer's type and nosniff keep it from being read as anything else.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    // Of each thread, which lets go of them before anything is awaited.
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _json;

    /// <summary>Answers with the document: its type, its length and, where the method is not HEAD, its octets.</summary>
    public static async Task AnswerAsync(HttpContext context, Refusal refusal, string prefix)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(refusal);
        var body = Render(refusal, prefix, out var length);
        try
        {
            context.Response.ContentType = "application/problem+json";
            context.Response.ContentLength = length;
            if (!HttpMethods.IsHead(context.Request.Method))
            {
                await context.Response.BodyWriter.WriteAsync(body.AsMemory(0, length));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(body);
        }
    }

    private static byte[] Render(Refusal refusal, string prefix, out int length)
    {
        var buffer = _buffer ??= new ArrayBufferWriter<byte>(UsualSize);
        var json = _json ??= new Utf8JsonWriter(buffer, Options);
        buffer.ResetWrittenCount();
        json.Reset();
        Write(json, refusal, prefix);
        json.Flush();
        length = buffer.WrittenCount;
        var body = ArrayPool<byte>.Shared.Rent(length);
        buffer.WrittenSpan.CopyTo(body);
        return body;
    }

    private static void Write(Utf8JsonWriter json, Refusal refusal, string prefix)
    {
        json.WriteStartObject();
        WriteAddress(json, "type", prefix, "causes/", refusal.Cause.Id);
        json.WriteString("title", refusal.Title);
        json.WriteNumber("status", refusal.Status);
        json.WriteString("detail", refusal.Detail);
        json.WriteString("cause", refusal.Cause.Id);
        json.WriteString("reference", refusal.Reference);
        WriteAddress(json, "instance", prefix, "refusals/", refusal.Reference);
        json.WriteStartArray("fixes");
        for (var i = 0; i < refusal.Fixes.Count; i++)
        {
            json.WriteStringValue(refusal.Fixes[i]);
        }

        json.WriteEndArray();
        json.WriteString("next", refusal.Cause.Next.ToName());
        if (refusal.Substatus is { } substatus)
        {
            json.WriteString("substatus", substatus);
        }

        json.WriteEndObject();
    }

    private static void WriteAddress(Utf8JsonWriter json, string name, string prefix, string kind, string id)
    {
        Span<char> address = stackalloc char[LongestAddress];
        if (address.TryWrite($"{prefix}{kind}{id}", out var written))
        {
            json.WriteString(name, address[..written]);
        }
        else
        {
            json.WriteString(name, prefix + kind + id);
        }
    }
}
