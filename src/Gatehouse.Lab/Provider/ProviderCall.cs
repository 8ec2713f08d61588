using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Gatehouse.Lab.Provider;

/// <summary>A request to an endpoint, read.</summary>
internal sealed class ProviderCall
{
    private const int MostBytes = 64 * 1024;

    private readonly Dictionary<string, StringValues> _parameters;

    private ProviderCall(HttpContext context, Dictionary<string, StringValues> parameters, string body, string? fault)
    {
        Method = context.Request.Method;
        Target = context.Request.Path + context.Request.QueryString;
        Authorization = context.Request.Headers.Authorization is [var value] ? value : null;
        _parameters = parameters;
        Body = body;
        Fault = fault ?? Repeated(parameters);
    }

    public string Method { get; }

    public string Target { get; }

    public string? Authorization { get; }

    /// <summary>The body as text where it is no form.</summary>
    public string Body { get; }

    /// <summary>What is wrong with the request whatever it asks, or null.</summary>
    public string? Fault { get; }

    public IEnumerable<KeyValuePair<string, string>> Parameters =>
        _parameters.Select(static pair => KeyValuePair.Create(pair.Key, pair.Value[0] ?? ""));

    /// <summary>A parameter; one without a value is as if omitted (RFC 6749 section 3.1).</summary>
    public string? this[string name] =>
        _parameters.TryGetValue(name, out var values) && values is [{ Length: > 0 } value, ..] ? value : null;

    /// <summary>Reads a request; what is wrong with it is its <see cref="Fault"/>.</summary>
    /// <param name="context">The request.</param>
    /// <param name="formAlone">Whether the query does not count, as at the token endpoint.</param>
    public static async Task<ProviderCall> ReadAsync(HttpContext context, bool formAlone)
    {
        var parameters = new Dictionary<string, StringValues>(StringComparer.Ordinal);
        if (!formAlone || HttpMethods.IsGet(context.Request.Method))
        {
            Add(parameters, context.Request.QueryString.Value ?? "");
        }

        var (body, fault) = await ReadBodyAsync(context);
        if (context.Request.HasFormContentType)
        {
            Add(parameters, body);
        }
        else if (formAlone && fault is null && HttpMethods.IsPost(context.Request.Method))
        {
            fault = "The body is not application/x-www-form-urlencoded.";
        }

        return new ProviderCall(context, parameters, body, fault);
    }

    private static async Task<(string Body, string? Fault)> ReadBodyAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, leaveOpen: true);
        var buffer = new char[MostBytes + 1];
        try
        {
            var length = await reader.ReadBlockAsync(buffer, context.RequestAborted);
            return length > MostBytes ? ("", "The body is longer than 64 KiB.") : (new string(buffer, 0, length), null);
        }
        catch (Exception exception) when (exception is IOException or BadHttpRequestException)
        {
            return ("", "The body could not be read.");
        }
    }

    private static void Add(Dictionary<string, StringValues> parameters, string encoded)
    {
        foreach (var pair in new QueryStringEnumerable(encoded))
        {
            var name = pair.DecodeName().ToString();
            parameters[name] = StringValues.Concat(parameters.GetValueOrDefault(name), pair.DecodeValue().ToString());
        }
    }

    // RFC 6749 section 3.1; resource and audience may be said for several (RFC 8707 section 2).
    private static string? Repeated(Dictionary<string, StringValues> parameters) =>
        parameters.FirstOrDefault(static pair => pair.Value.Count > 1 && pair.Key is not ("resource" or "audience"))
            is { Key: { } name }
            ? $"The parameter {Printable(name)} stands more than once."
            : null;

    private static string Printable(string name) => new([.. name.Take(40).Where(char.IsAsciiLetterOrDigit)]);
}
