namespace Gatehouse.Decisions.Keyring;

/// <summary>One key of the site's key ring.</summary>
/// <param name="Id">The store's number for it; the highest of a purpose is the one in use.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Material">The key itself.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record SiteKey(long Id, KeyPurpose Purpose, ReadOnlyMemory<byte> Material, DateTimeOffset CreatedAt);
