namespace Gatehouse.Client.Proofs;

/// <summary>Proves with each request that a key is held which the token is bound to (RFC 9449).</summary>
internal interface IProofOfPossession
{
    /// <summary>Puts a fresh proof on a request.</summary>
    /// <param name="request">The request, with its method and address.</param>
    /// <param name="accessToken">The token that goes with it; null at the token endpoint.</param>
    void Apply(HttpRequestMessage request, string? accessToken);

    /// <summary>Learns the nonce that an answer gives; true where it is a new one.</summary>
    bool See(HttpResponseMessage response);
}
