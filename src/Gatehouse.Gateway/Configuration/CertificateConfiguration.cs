namespace Gatehouse.Gateway.Configuration;

/// <summary>The server certificate of the https listen addresses (<c>certificate</c>).</summary>
public sealed record CertificateConfiguration
{
    /// <summary>The PEM file of the certificate and its chain, absolute.</summary>
    public required string File { get; init; }

    /// <summary>The PEM file of the private key, absolute.</summary>
    public required string Key { get; init; }

    /// <summary>Where it stands.</summary>
    public ConfigurationLocation Location { get; init; }
}
