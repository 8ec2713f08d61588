namespace Gatehouse.Protocol.Causes;

/// <summary>The words for <see cref="NextStep"/> in problem bodies.</summary>
public static class NextStepNames
{
    /// <summary>The word of the <c>next</c> member: <c>authenticate</c>, <c>renew</c>, <c>step-up</c> and so on.</summary>
    public static string ToName(this NextStep next) =>
        next switch
        {
            NextStep.Authenticate => "authenticate",
            NextStep.Renew => "renew",
            NextStep.StepUp => "step-up",
            NextStep.Wait => "wait",
            NextStep.Ask => "ask",
            NextStep.Correct => "correct",
            _ => "stop",
        };
}
