namespace Gatehouse.Client.Schemes;

/// <summary>
/// The order in which schemes are preferred where several could answer: by what somebody gains who sees the request, or
/// who runs the server.
/// </summary>
internal static class SchemeStrength
{
    /// <summary>The password itself goes over the wire.</summary>
    public const int Basic = 10;

    /// <summary>A key without an end goes over the wire.</summary>
    public const int Key = 20;

    /// <summary>A response by MD5: no longer hard to invert for weak passwords.</summary>
    public const int DigestMd5 = 30;

    /// <summary>A response by SHA-256 or SHA-512/256.</summary>
    public const int Digest = 40;

    /// <summary>A token with an end goes over the wire.</summary>
    public const int Bearer = 50;

    /// <summary>A ticket for this server alone, and the server proves itself.</summary>
    public const int Negotiate = 60;

    /// <summary>A token that is worthless without a key that never leaves this machine.</summary>
    public const int Dpop = 70;

    /// <summary>A key that never leaves this machine signs the connection itself.</summary>
    public const int Certificate = 80;
}
