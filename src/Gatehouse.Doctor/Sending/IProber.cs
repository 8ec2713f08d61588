using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Probes;

namespace Gatehouse.Doctor.Sending;

/// <summary>Sends what a plan says and tells what came of it. Never throws for what a server does: that is an observation.</summary>
internal interface IProber
{
    Task<Exchange> SendAsync(ProbePlan plan, CancellationToken token);
}
