using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Gatehouse.Gateway.Seeing;

/// <summary>
/// The field that says whose a posted alert is: the second at which it was signed, and an HMAC-SHA256 under the shared
/// secret of that second, a dot, and the body. A receiver refuses old ones, so that none can be sent again.
/// </summary>
internal static class WebhookSignature
{
    /// <summary>The field's name.</summary>
    public const string Field = "Gatehouse-Signature";

    /// <summary>The field's value.</summary>
    public static string Of(ReadOnlySpan<byte> body, string secret, DateTimeOffset at)
    {
        var seconds = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        mac.AppendData(Encoding.ASCII.GetBytes(seconds + "."));
        mac.AppendData(body);
        return $"t={seconds},v1={Convert.ToHexStringLower(mac.GetHashAndReset())}";
    }
}
