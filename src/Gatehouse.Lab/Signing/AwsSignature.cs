using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Gatehouse.Lab.Signing;

/// <summary>The arithmetic of AWS Signature Version 4: canonical request, text to sign, derived key.</summary>
internal static class AwsSignature
{
    /// <summary>The word before the parameters in <c>Authorization</c>.</summary>
    public const string Algorithm = "AWS4-HMAC-SHA256";

    /// <summary>How a time is written.</summary>
    public const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";

    /// <summary>What ends the scope of a key.</summary>
    public const string Terminator = "aws4_request";

    /// <summary>The hash of a body.</summary>
    public static string Hash(ReadOnlySpan<byte> body) => Convert.ToHexStringLower(SHA256.HashData(body));

    /// <summary>The signature in hexadecimal digits. The scope is <c>date/region/service/aws4_request</c>.</summary>
    public static string Compute(AwsRequest request, string secret, string time, string scope)
    {
        var text = $"{Algorithm}\n{time}\n{scope}\n{Hash(Encoding.UTF8.GetBytes(Canonical(request)))}";
        var key = Encoding.UTF8.GetBytes("AWS4" + secret);
        foreach (var part in scope.Split('/'))
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>The value of <c>Authorization</c>.</summary>
    public static string Authorization(AwsRequest request, string keyId, string secret, string time, string scope) =>
        $"{Algorithm} Credential={keyId}/{scope}, SignedHeaders={Names(request)}, Signature={Compute(request, secret, time, scope)}";

    /// <summary>A time as it is written.</summary>
    public static string Write(DateTimeOffset time) =>
        time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    private static string Canonical(AwsRequest request)
    {
        var mark = request.Target.IndexOf('?', StringComparison.Ordinal);
        var path = mark < 0 ? request.Target : request.Target[..mark];
        var text = new StringBuilder();
        text.Append(request.Method).Append('\n').Append(path).Append('\n');
        text.Append(mark < 0 ? "" : SortedQuery(request.Target[(mark + 1)..])).Append('\n');
        foreach (var (name, value) in request.Headers)
        {
            text.Append(name).Append(':').Append(Trimmed(value)).Append('\n');
        }

        return text.Append('\n').Append(Names(request)).Append('\n').Append(request.BodyHash).ToString();
    }

    private static string Names(AwsRequest request) => string.Join(';', request.Headers.Select(header => header.Key));

    private static string SortedQuery(string query) =>
        string.Join(
            '&',
            query
                .Split('&', StringSplitOptions.RemoveEmptyEntries)
                .Select(pair => pair.Contains('=', StringComparison.Ordinal) ? pair : pair + "=")
                .Order(StringComparer.Ordinal)
        );

    private static string Trimmed(string value) =>
        string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
