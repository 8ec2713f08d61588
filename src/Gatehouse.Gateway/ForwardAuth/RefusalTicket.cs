using System.Text.Json;
using Gatehouse.Decisions.Refusals;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Gateway.ForwardAuth;

/// <summary>
/// A whole refusal, status and fields included, to be shown later: a proxy that drops our body brings it back. It holds
/// nothing but what its receiver was going to see.
/// </summary>
internal sealed class RefusalTicket
{
    /// <summary>The field in which it goes out and comes back.</summary>
    public const string Field = "Gatehouse-Refusal";

    // Proxies bound the size of an answer's fields, and a button is the least of what is told.
    private const int LongestPath = 1024;

    private readonly List<KeyValuePair<string, string?>> _fields;

    private RefusalTicket(Refusal refusal, List<KeyValuePair<string, string?>> fields)
    {
        Refusal = refusal;
        _fields = fields;
    }

    public Refusal Refusal { get; }

    /// <summary>Of an answer whose fields are written and whose body is not.</summary>
    public static RefusalTicket Of(HttpResponse response, Refusal refusal) =>
        new(
            refusal,
            [
                .. response.Headers.SelectMany(field =>
                    field.Value.Select(value => KeyValuePair.Create(field.Key, value))
                ),
            ]
        );

    public void WriteFields(HttpResponse response)
    {
        response.StatusCode = Refusal.Status;
        foreach (var name in _fields.Select(field => field.Key))
        {
            response.Headers.Remove(name);
        }

        foreach (var (name, value) in _fields)
        {
            response.Headers.Append(name, value);
        }
    }

    public byte[] Write()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartArray();
            json.WriteNumberValue(Refusal.Status);
            json.WriteStringValue(Refusal.Cause.Id);
            json.WriteStringValue(Refusal.Reference);
            json.WriteStringValue(Refusal.Title);
            json.WriteStringValue(Refusal.Detail);
            json.WriteStringValue(Refusal.Language);
            json.WriteStringValue(Refusal.Substatus);
            json.WriteStringValue(Refusal.SignIn);
            json.WriteStringValue(Refusal.RetryPath is { Length: <= LongestPath } path ? path : null);
            json.WriteBooleanValue(Refusal.SignedIn);
            json.WriteStartArray();
            foreach (var fix in Refusal.Fixes)
            {
                json.WriteStringValue(fix);
            }

            json.WriteEndArray();
            json.WriteStartArray();
            foreach (var (name, value) in _fields)
            {
                json.WriteStringValue(name);
                json.WriteStringValue(value);
            }

            json.WriteEndArray();
            json.WriteEndArray();
        }

        return stream.ToArray();
    }

    /// <summary>Reads what <see cref="Write"/> wrote; the text is known to be ours.</summary>
    public static RefusalTicket? Read(ReadOnlyMemory<byte> text)
    {
        using var document = JsonDocument.Parse(text);
        var root = document.RootElement;
        if (Causes.Find(root[1].GetString()!) is not { } cause)
        {
            return null;
        }

        var fields = root[11].EnumerateArray().Select(each => each.GetString()).Chunk(2);
        return new RefusalTicket(
            new Refusal
            {
                Status = root[0].GetInt32(),
                Cause = cause,
                Reference = root[2].GetString()!,
                Title = root[3].GetString()!,
                Detail = root[4].GetString()!,
                Language = root[5].GetString()!,
                Substatus = root[6].GetString(),
                SignIn = root[7].GetString(),
                RetryPath = root[8].GetString(),
                SignedIn = root[9].GetBoolean(),
                Fixes = [.. root[10].EnumerateArray().Select(fix => fix.GetString()!)],
            },
            [.. fields.Select(field => KeyValuePair.Create(field[0]!, field[1]))]
        );
    }
}
