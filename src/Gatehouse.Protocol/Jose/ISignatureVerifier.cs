namespace Gatehouse.Protocol.Jose;

/// <summary>One primitive with its key; safe to use from many threads.</summary>
internal interface ISignatureVerifier : IDisposable
{
    bool Verify(JwsAlgorithm algorithm, ReadOnlySpan<byte> signingInput, ReadOnlySpan<byte> signature);
}
