using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Gatehouse.Protocol.Jose;

/// <summary>JWK thumbprints with SHA-256 (RFC 7638): the required members alone, in order, without white space.</summary>
internal static class KeyThumbprint
{
    public static string Ec(string curve, ReadOnlySpan<byte> x, ReadOnlySpan<byte> y) =>
        Of(
            $$"""{"crv":"{{curve}}","kty":"EC","x":"{{Base64Url.EncodeToString(x)}}","y":"{{Base64Url.EncodeToString(y)}}"}"""
        );

    public static string Rsa(ReadOnlySpan<byte> modulus, ReadOnlySpan<byte> exponent) =>
        Of(
            $$"""{"e":"{{Base64Url.EncodeToString(exponent)}}","kty":"RSA","n":"{{Base64Url.EncodeToString(modulus)}}"}"""
        );

    private static string Of(string members) =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(members)));
}
