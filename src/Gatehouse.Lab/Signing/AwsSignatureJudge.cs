using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Gatehouse.Lab.Signing;

/// <summary>Verifies AWS Signature Version 4 as the services do that take it.</summary>
internal static class AwsSignatureJudge
{
    /// <summary>The id of the one key.</summary>
    public const string KeyId = "LABALICE";

    /// <summary>How far the time may be from the server's.</summary>
    public static TimeSpan Window { get; } = TimeSpan.FromMinutes(5);

    private const string TimeField = "X-Amz-Date";
    private const string HashField = "x-amz-content-sha256";

    /// <summary>Judges a request.</summary>
    public static SignatureFault Judge(HttpRequest request, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (
            request.Headers.Authorization is not [{ } field]
            || Read(field) is not { } signed
            || request.Headers[TimeField] is not [{ } time]
            || !DateTimeOffset.TryParseExact(
                time,
                AwsSignature.TimeFormat,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var at
            )
            || !signed.Scope.StartsWith(time[..8] + "/", StringComparison.Ordinal)
            || RequestOf(request, signed.Headers, AwsSignature.Hash(body)) is not { } described
        )
        {
            return SignatureFault.Missing;
        }

        var expected = AwsSignature.Compute(described, LabAccount.Password, time, signed.Scope);
        return !CryptographicOperations.FixedTimeEquals(
                Encoding.ASCII.GetBytes(expected),
                Encoding.ASCII.GetBytes(signed.Signature)
            )
                ? SignatureFault.Mismatch
            : (now - at).Duration() > Window ? SignatureFault.TooFar
            : SignatureFault.None;
    }

    // Null where not even host and time are signed, or where something signed is not there.
    private static AwsRequest? RequestOf(HttpRequest request, string[] names, string bodyHash)
    {
        if (
            !names.Contains("host", StringComparer.Ordinal)
            || !names.Contains("x-amz-date", StringComparer.Ordinal)
            || !names.SequenceEqual(names.Order(StringComparer.Ordinal), StringComparer.Ordinal)
            || names.Any(name => request.Headers[name].Count == 0)
            || (request.Headers[HashField] is [{ } told] && told != bodyHash)
        )
        {
            return null;
        }

        return new AwsRequest(
            request.Method,
            request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            [
                .. names.Select(name =>
                    KeyValuePair.Create(name, string.Join(',', request.Headers[name].AsEnumerable()))
                ),
            ],
            bodyHash
        );
    }

    private static (string Scope, string[] Headers, string Signature)? Read(string field)
    {
        if (!field.StartsWith(AwsSignature.Algorithm + " ", StringComparison.Ordinal))
        {
            return null;
        }

        var parts = field[AwsSignature.Algorithm.Length..]
            .Split(',', StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2))
            .ToLookup(part => part[0], part => part[^1], StringComparer.Ordinal);
        return
            parts["Credential"].ToList() is [var credential]
            && parts["SignedHeaders"].ToList() is [var headers]
            && parts["Signature"].ToList() is [var signature]
            && credential.StartsWith(KeyId + "/", StringComparison.Ordinal)
            && credential.EndsWith("/" + AwsSignature.Terminator, StringComparison.Ordinal)
            ? (credential[(KeyId.Length + 1)..], headers.Split(';'), signature)
            : null;
    }
}
