using System.Globalization;
using System.Text;
using Gatehouse.Lab.Steps;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.WebUtilities;

namespace Gatehouse.Lab.Proxies;

/// <summary>An answer of a proxy's own, after which it closes the connection.</summary>
/// <param name="Status">The status.</param>
/// <param name="Text">The body.</param>
/// <param name="Fields">The fields besides those of the framing.</param>
internal sealed record ProxyAnswer(int Status, string Text, params IReadOnlyList<LabField> Fields)
{
    /// <summary>The cause that it is a refusal for; null where it is none.</summary>
    public Cause? Cause { get; init; }

    /// <summary>The media type of the body.</summary>
    public string Type { get; init; } = "text/plain; charset=utf-8";

    /// <summary>The octets on the wire.</summary>
    public byte[] ToBytes(bool withBody)
    {
        var body = Encoding.UTF8.GetBytes(Text);
        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {Status} {ReasonPhrases.GetReasonPhrase(Status)}\r\n");
        foreach (var field in Fields)
        {
            head.Append(CultureInfo.InvariantCulture, $"{field.Name}: {field.Value}\r\n");
        }

        head.Append(CultureInfo.InvariantCulture, $"Content-Type: {Type}\r\nContent-Length: {body.Length}\r\n");
        head.Append("Cache-Control: no-store\r\nConnection: close\r\n\r\n");
        var bytes = Encoding.Latin1.GetBytes(head.ToString());
        return withBody ? [.. bytes, .. body] : bytes;
    }
}
