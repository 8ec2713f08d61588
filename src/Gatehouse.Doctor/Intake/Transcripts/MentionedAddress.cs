namespace Gatehouse.Doctor.Intake.Transcripts;

/// <summary>An address that a message speaks of, where no request is known.</summary>
/// <param name="Url">The address.</param>
public sealed record MentionedAddress(Uri Url);
