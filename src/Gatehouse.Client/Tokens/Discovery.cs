namespace Gatehouse.Client.Tokens;

/// <summary>A resource that says where it describes itself (RFC 9728 section 5.1).</summary>
/// <param name="Resource">What was asked for.</param>
/// <param name="Metadata">Where the document is.</param>
internal sealed record Discovery(Uri Resource, Uri Metadata);
