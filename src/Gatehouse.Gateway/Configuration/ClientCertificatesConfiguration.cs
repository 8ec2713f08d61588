using Gatehouse.Decisions.Schemes.Certificate;

namespace Gatehouse.Gateway.Configuration;

/// <summary>Whose client certificates count, where they are found and whose they are (<c>client-certificates</c>).</summary>
public sealed record ClientCertificatesConfiguration
{
    /// <summary>The file of the authorities, absolute; null where certificates only prove that tokens are their holders'.</summary>
    public string? Authorities { get; init; }

    /// <summary>The files of the revocation lists, absolute; null where revocation is not asked about.</summary>
    public IReadOnlyList<string>? RevocationLists { get; init; }

    /// <summary>The field in which trusted proxies pass certificates on, or null: none is read.</summary>
    public string? Header { get; init; }

    /// <summary>Which name of a certificate is the user's.</summary>
    public CertificateName MapBy { get; init; }

    /// <summary>The users by such names; null where the name is the user's own.</summary>
    public IReadOnlyDictionary<string, string>? Users { get; init; }

    /// <summary>Where it stands.</summary>
    public ConfigurationLocation Location { get; init; }
}
