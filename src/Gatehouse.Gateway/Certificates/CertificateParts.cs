using Gatehouse.Decisions.Schemes.Certificate;
using Gatehouse.Gateway.Configuration;

namespace Gatehouse.Gateway.Certificates;

/// <summary>What a configuration says of client certificates, ready to use.</summary>
internal sealed class CertificateParts : IAsyncDisposable
{
    private readonly TrustFiles? _files;

    public CertificateParts(ClientCertificatesConfiguration? configuration, TimeProvider time, Action<string> log)
    {
        Places = new ClientCertificates(configuration?.Header);
        Map = new CertificateMap(configuration?.MapBy ?? CertificateName.Email, configuration?.Users);
        _files = configuration?.Authorities is { } authorities
            ? new TrustFiles(authorities, configuration.RevocationLists, time, log)
            : null;
    }

    /// <summary>Where they are found.</summary>
    public ClientCertificates Places { get; }

    /// <summary>Whose they are.</summary>
    public CertificateMap Map { get; }

    /// <summary>Whose count, now; null where no authorities are named.</summary>
    public Func<CertificateTrust>? Trust => _files is { } files ? () => files.Current : null;

    /// <summary>Why none can be judged now, for the operator, or null.</summary>
    public string? Problem => _files?.Current.Problem;

    public async ValueTask DisposeAsync()
    {
        if (_files is not null)
        {
            await _files.DisposeAsync();
        }
    }
}
