namespace Gatehouse.Client.Providers;

/// <summary>Proves possession of a key to a token endpoint (RFC 9449 section 5).</summary>
internal interface ITokenProof
{
    /// <summary>The thumbprint of the key.</summary>
    string Thumbprint { get; }

    /// <summary>Puts a proof on a request.</summary>
    void Apply(HttpRequestMessage request);

    /// <summary>Learns from an answer.</summary>
    /// <returns>Whether it gave a nonce that was not known.</returns>
    bool See(HttpResponseMessage response);
}
