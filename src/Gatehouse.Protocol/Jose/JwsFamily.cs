namespace Gatehouse.Protocol.Jose;

/// <summary>The primitive behind an algorithm.</summary>
internal enum JwsFamily
{
    Hmac,
    RsaPkcs1,
    RsaPss,
    Ecdsa,
}
