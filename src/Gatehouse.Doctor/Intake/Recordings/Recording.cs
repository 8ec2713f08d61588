using Gatehouse.Doctor.Exchanges;

namespace Gatehouse.Doctor.Intake.Recordings;

/// <summary>What a browser's recording tells as a whole.</summary>
/// <param name="Creator">The program that wrote it.</param>
/// <param name="SetCookies">Every cookie that an answer set, in order.</param>
/// <param name="HidesSecrets">Whether the recording was exported without its cookies and credentials, as browsers do by default.</param>
public sealed record Recording(string Creator, IReadOnlyList<RecordedCookie> SetCookies, bool HidesSecrets);
