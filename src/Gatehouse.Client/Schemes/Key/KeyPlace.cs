namespace Gatehouse.Client.Schemes.Key;

/// <summary>Where a key stands in a request.</summary>
/// <param name="Field">The field's name.</param>
/// <param name="Scheme">The word before the key, where the field is <c>Authorization</c>; null in a field of its own.</param>
internal sealed record KeyPlace(string Field, string? Scheme);
