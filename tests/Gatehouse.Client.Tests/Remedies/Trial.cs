namespace Gatehouse.Client.Tests.Remedies;

/// <summary>One way in which a client meets a cause at the lab and gets through nevertheless.</summary>
/// <param name="Cause">The cause.</param>
/// <param name="Requests">How many requests it may take at the resource: as few as can be.</param>
/// <param name="Run">Meets it, and returns the last answer. What arrived before is not counted.</param>
internal sealed record Trial(string Cause, int Requests, Func<LabClient, Task<HttpResponseMessage>> Run);
