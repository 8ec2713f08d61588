namespace Gatehouse.EndToEnd.Certificates;

/// <summary>Hears the proofs that go over the wire.</summary>
internal sealed class ProofListener(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <summary>The proof of the last request.</summary>
    public string LastProof { get; private set; } = "";

    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        LastProof = request.Headers.GetValues("DPoP").Single();
        return base.SendAsync(request, cancellationToken);
    }
}
