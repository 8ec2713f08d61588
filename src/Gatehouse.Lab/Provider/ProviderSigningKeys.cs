using System.Text.Json.Nodes;

namespace Gatehouse.Lab.Provider;

/// <summary>All keys of a provider; none is made before it is asked for.</summary>
internal sealed class ProviderSigningKeys : IDisposable
{
    private readonly ProviderKeyRing _elliptic = new(LabSigningKey.CreateEc);
    private readonly ProviderKeyRing _rsa = new(LabSigningKey.CreateRsa);

    /// <summary>Whether any key was made yet.</summary>
    public bool IsUsed => _elliptic.IsUsed || _rsa.IsUsed;

    public ProviderKeyRing For(TokenAlgorithm algorithm) => algorithm == TokenAlgorithm.Rs256 ? _rsa : _elliptic;

    public void DropPrevious()
    {
        _elliptic.DropPrevious();
        _rsa.DropPrevious();
    }

    /// <summary>The published keys (RFC 7517 section 5): of the algorithm that signs, and of another that has signed.</summary>
    public JsonObject Published(ProviderKnobs knobs)
    {
        var signing = For(knobs.Algorithm);
        var other = ReferenceEquals(signing, _rsa) ? _elliptic : _rsa;
        return new JsonObject
        {
            ["keys"] = new JsonArray([.. signing.Published(knobs), .. other.IsUsed ? other.Published(knobs) : []]),
        };
    }

    public void Dispose()
    {
        _elliptic.Dispose();
        _rsa.Dispose();
    }
}
