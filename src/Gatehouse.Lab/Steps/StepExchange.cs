using Gatehouse.Lab.Wire;

namespace Gatehouse.Lab.Steps;

/// <summary>A step as it was sent, with what came back.</summary>
internal sealed record StepExchange(LabStep Step, WireRequest Request, WireAnswer Answer);
