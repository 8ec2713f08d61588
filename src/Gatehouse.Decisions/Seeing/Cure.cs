using Gatehouse.Protocol.Causes;

namespace Gatehouse.Decisions.Seeing;

/// <summary>A client that was refused got through.</summary>
/// <param name="Reference">The reference of the refusal.</param>
/// <param name="Cause">Its cause.</param>
/// <param name="Change">What had changed.</param>
/// <param name="At">When it got through.</param>
public sealed record Cure(string Reference, Cause Cause, CureChange Change, DateTimeOffset At);
