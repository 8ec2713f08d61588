namespace Gatehouse.Lab.Provider;

/// <summary>A device that waits to be approved (RFC 8628). Its owner's lock guards what changes.</summary>
internal sealed class DeviceGrant
{
    public required string DeviceCode { get; init; }

    public required string UserCode { get; init; }

    public required string ClientId { get; init; }

    public required string Scope { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? AskedAt { get; set; }

    /// <summary>Who approved it; null where nobody has.</summary>
    public string? Subject { get; set; }

    public bool Denied { get; set; }

    public bool Used { get; set; }
}
