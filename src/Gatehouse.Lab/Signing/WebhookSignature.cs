using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Gatehouse.Lab.Signing;

/// <summary>
/// The signature of a webhook, as many services make it: <c>t=UNIX-TIME,v1=HEX</c>, where the digits are an HMAC-SHA256 over
/// the time, a dot and the body octet by octet.
/// </summary>
internal static class WebhookSignature
{
    /// <summary>The field that carries it.</summary>
    public const string Field = "Lab-Signature";

    private static readonly TimeSpan _window = TimeSpan.FromMinutes(5);

    /// <summary>The field's value.</summary>
    public static string Sign(ReadOnlySpan<byte> body, string secret, DateTimeOffset at)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"t={time},v1={Compute(body, secret, time)}";
    }

    /// <summary>Judges a field's value.</summary>
    public static SignatureFault Judge(string? value, ReadOnlySpan<byte> body, string secret, DateTimeOffset now)
    {
        if (
            value?.Split(',') is not [['t', '=', .. var time], ['v', '1', '=', .. var signature]]
            || !long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds()
        )
        {
            return SignatureFault.Missing;
        }

        return !CryptographicOperations.FixedTimeEquals(
                Encoding.ASCII.GetBytes(Compute(body, secret, time)),
                Encoding.ASCII.GetBytes(signature)
            )
                ? SignatureFault.Mismatch
            : (now - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() > _window ? SignatureFault.TooFar
            : SignatureFault.None;
    }

    private static string Compute(ReadOnlySpan<byte> body, string secret, string time)
    {
        byte[] signed = [.. Encoding.ASCII.GetBytes(time + "."), .. body];
        return Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed));
    }
}
