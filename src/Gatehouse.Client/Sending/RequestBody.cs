using System.Net.Http.Json;

namespace Gatehouse.Client.Sending;

/// <summary>The body of a request that may have to be sent more than once.</summary>
internal sealed class RequestBody
{
    private readonly HttpRequestMessage _request;
    private readonly HttpContent? _original;
    private readonly RecordedContent? _recorded;
    private bool _asksFirst;

    private RequestBody(HttpRequestMessage request, RecordedContent? recorded)
    {
        _request = request;
        _original = request.Content;
        _recorded = recorded;
        if (recorded is not null)
        {
            request.Content = recorded;
        }
    }

    /// <summary>Whether it can be sent (again).</summary>
    public bool CanRepeat => _recorded is null || _recorded.CanRepeat;

    /// <summary>Whether a body is one that can be sent as often as wanted. On the path of every request.</summary>
    public static bool IsRepeatable(HttpRequestMessage request) =>
        request.Content is null or ByteArrayContent or ReadOnlyMemoryContent or RecordedContent
        || (request.Content is JsonContent json && !IsSequence(json));

    // A sequence may be one that can be gone through once.
    private static bool IsSequence(JsonContent json) =>
        json.Value is System.Collections.IEnumerable and not (string or System.Collections.ICollection)
        || json.Value is IAsyncEnumerable<object>
        || json.ObjectType.Name.StartsWith("IAsyncEnumerable", StringComparison.Ordinal);

    /// <summary>Makes a body fit for being sent again, as far as it is not longer than the limit.</summary>
    /// <param name="request">The request.</param>
    /// <param name="limit">How many bytes are kept.</param>
    /// <param name="expectsRefusal">Whether the server is likely to answer with a challenge, so that it should be asked before a long body goes out (RFC 9110 section 10.1.1).</param>
    public static RequestBody Of(HttpRequestMessage request, int limit, bool expectsRefusal)
    {
        if (IsRepeatable(request))
        {
            return new(request, null);
        }

        var body = new RequestBody(request, new RecordedContent(request.Content!, limit));
        if (expectsRefusal && body._recorded!.MayNotFit && request.Headers.ExpectContinue is null)
        {
            request.Headers.ExpectContinue = true;
            body._asksFirst = true;
        }

        return body;
    }

    /// <summary>Gives the request its own body back.</summary>
    public void Restore()
    {
        if (_asksFirst)
        {
            _request.Headers.ExpectContinue = null;
        }

        if (_recorded is not null && ReferenceEquals(_request.Content, _recorded))
        {
            _request.Content = _original;
        }
    }
}
