namespace Gatehouse.Gateway.Configuration.Sections;

/// <summary>Where the settings of the server itself stand, for checks between them.</summary>
internal sealed record ServerLocations(
    ConfigurationLocation Listen,
    ConfigurationLocation Certificate,
    ConfigurationLocation PublicUrl,
    ConfigurationLocation TrustedProxies,
    ConfigurationLocation Session,
    ConfigurationLocation Digest,
    ConfigurationLocation Routes,
    bool PublicUrlGiven,
    bool CertificateGiven
);
