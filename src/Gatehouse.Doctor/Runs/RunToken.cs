namespace Gatehouse.Doctor.Runs;

/// <summary>What a token says of its time; nothing else of it is kept.</summary>
/// <param name="Issued">When it was issued.</param>
/// <param name="Expires">When it ends.</param>
internal sealed record RunToken(DateTimeOffset? Issued = null, DateTimeOffset? Expires = null);
