using System.Buffers;
using Gatehouse.Decisions.Facts;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.AspNetCore.Requests;

/// <summary>Looks at the beginning of a body; whoever reads the body later gets all of it.</summary>
internal sealed class HttpRequestBody : RequestBody
{
    private readonly HttpRequest _request;
    private ReadOnlyMemory<byte>? _seen;
    private bool _whole;

    private HttpRequestBody(HttpRequest request) => _request = request;

    public static HttpRequestBody? Of(HttpRequest request) =>
        request.ContentLength is > 0
        || request.Headers.TransferEncoding.Count > 0
        || (
            request.ContentLength is null
            && HttpProtocol.IsHttp2(request.Protocol)
            && !HttpMethods.IsGet(request.Method)
            && !HttpMethods.IsHead(request.Method)
        )
            ? new HttpRequestBody(request)
            : null;

    public override string? ContentType => _request.ContentType;

    public override async ValueTask<ReadOnlyMemory<byte>> PeekAsync(int limit, CancellationToken cancellationToken)
    {
        if (_seen is { } seen && (_whole || seen.Length >= limit))
        {
            return seen.Length <= limit ? seen : seen[..limit];
        }

        var reader = _request.BodyReader;
        while (true)
        {
            var result = await reader.ReadAsync(cancellationToken);
            if (result.IsCompleted || result.Buffer.Length >= limit)
            {
                var beginning = result.Buffer.Slice(0, Math.Min(result.Buffer.Length, limit)).ToArray();
                _seen = beginning;
                _whole = result.IsCompleted && beginning.Length == result.Buffer.Length;
                reader.AdvanceTo(result.Buffer.Start);
                return beginning;
            }

            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }
}
