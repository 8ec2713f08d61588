namespace Gatehouse.Client;

/// <summary>What a person needs to approve this program from another device (RFC 8628 section 3.2).</summary>
/// <param name="UserCode">The code to type.</param>
/// <param name="VerificationUri">Where.</param>
/// <param name="VerificationUriComplete">Where with the code filled in, for a link or a QR code; null where the provider gives none.</param>
/// <param name="ExpiresAt">Until when.</param>
public sealed record DeviceCode(
    string UserCode,
    Uri VerificationUri,
    Uri? VerificationUriComplete,
    DateTimeOffset ExpiresAt
);
