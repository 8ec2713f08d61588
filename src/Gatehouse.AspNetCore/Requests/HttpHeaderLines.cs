using Gatehouse.Decisions.Facts;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.AspNetCore.Requests;

/// <summary>The field lines of a request of this server.</summary>
internal sealed class HttpHeaderLines : HeaderLines
{
    private readonly IHeaderDictionary _headers;

    public HttpHeaderLines(IHeaderDictionary headers) => _headers = headers;

    public override int Count(string name) => _headers.TryGetValue(name, out var values) ? values.Count : 0;

    public override string? Line(string name, int index) =>
        _headers.TryGetValue(name, out var values) && index < values.Count ? values[index] : null;

    public override IEnumerable<HeaderLine> All()
    {
        foreach (var (name, values) in _headers)
        {
            foreach (var value in values)
            {
                yield return new HeaderLine(name, value ?? "");
            }
        }
    }
}
