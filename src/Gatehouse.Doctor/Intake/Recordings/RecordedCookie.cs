using Gatehouse.Doctor.Exchanges;

namespace Gatehouse.Doctor.Intake.Recordings;

/// <summary>A cookie that an answer of the recording set.</summary>
/// <param name="From">The exchange whose answer set it.</param>
/// <param name="Line">The value of its <c>Set-Cookie</c>.</param>
public sealed record RecordedCookie(Exchange From, string Line);
