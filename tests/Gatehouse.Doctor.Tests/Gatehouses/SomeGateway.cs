using Gatehouse.Doctor.Gatehouses;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Tests.Gatehouses;

/// <summary>A gateway's side that is at hand.</summary>
internal sealed class SomeGateway(GatewaySide? side) : IReferences
{
    public const string Reference = "GH-7K3M9-QX2C4-0V8RT-5WZAB-NDEFG-H";

    public List<string> Asked { get; } = [];

    public static GatewaySide Refusing(Cause cause) =>
        new(
            Reference,
            new GatewayDecision
            {
                Cause = cause,
                Status = cause.Status,
                At = Some.Now,
                Node = 3,
                Request = "GET /orders at api.example",
                Client = "203.0.113.5, curl/8.5",
                Route = "/orders/**",
                User = "anna",
                Steps =
                [
                    new GatewayStep("admission", "passed", "open", []),
                    new GatewayStep("digest", "not-applicable", Reason: null, []),
                    new GatewayStep("password", "failed", cause.Id, [new GatewayFact("tries", "3", ForOperator: true)]),
                ],
            },
            Why: null
        );

    public Task<GatewaySide?> FindAsync(string reference, CancellationToken token)
    {
        Asked.Add(reference);
        return Task.FromResult(side);
    }
}
