using System.Security.Cryptography;

namespace Gatehouse.Protocol.Jose;

/// <summary>A curve of RFC 7518 section 6.2.1.1 and the one algorithm that goes with it.</summary>
internal sealed record EllipticCurve(string Name, ECCurve Curve, int FieldBytes, JwsAlgorithm Algorithm)
{
    public static EllipticCurve P256 { get; } =
        new("P-256", ECCurve.NamedCurves.nistP256, 32, JwsAlgorithm.Find("ES256")!);

    private static EllipticCurve P384 { get; } =
        new("P-384", ECCurve.NamedCurves.nistP384, 48, JwsAlgorithm.Find("ES384")!);

    private static EllipticCurve P521 { get; } =
        new("P-521", ECCurve.NamedCurves.nistP521, 66, JwsAlgorithm.Find("ES512")!);

    public static EllipticCurve? Find(string? name) =>
        name switch
        {
            "P-256" => P256,
            "P-384" => P384,
            "P-521" => P521,
            _ => null,
        };
}
