using System.Security.Cryptography;
using System.Text;

namespace Gatehouse.Doctor.Tests;

/// <summary>Signed tokens and the keys that fit them.</summary>
internal static class Tokens
{
    private static readonly RSA Key = RSA.Create(2048);

    /// <summary>The key set that holds the tokens' key under this id.</summary>
    public static string KeySet(string kid, bool another = false)
    {
        using var other = RSA.Create(2048);
        var parameters = (another ? other : Key).ExportParameters(false);
        return $$"""{"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"{{kid}}","n":"{{Url(parameters.Modulus!)}}","e":"{{Url(parameters.Exponent!)}}"}]}""";
    }

    public static string Signed(string kid, string claims, string algorithm = "RS256")
    {
        var text = $"{Url($$"""{"alg":"{{algorithm}}","kid":"{{kid}}","typ":"JWT"}""")}.{Url(claims)}";
        var signature = Key.SignData(
            Encoding.ASCII.GetBytes(text),
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1
        );
        return $"{text}.{Url(signature)}";
    }

    private static string Url(string text) => Url(Encoding.UTF8.GetBytes(text));

    private static string Url(byte[] bytes) =>
        Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
