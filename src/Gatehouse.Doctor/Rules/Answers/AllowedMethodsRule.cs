using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Answers;

/// <summary>A refusal that lists the methods it would take, and the one that was sent is none of them.</summary>
[Names("endpoint.wrong-method")]
internal sealed class AllowedMethodsRule : Rule
{
    // Some list what a stranger may do; then the method is allowed to those who sign in.
    private static bool SaysSo(Exchanges.Answer answer) =>
        answer.Body.Contains("method", StringComparison.OrdinalIgnoreCase)
        || answer.Body.Contains("operation", StringComparison.OrdinalIgnoreCase);

    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            file.Main is { Request: { } request, Answer: { Status: 401 or 403 or 404 } answer } main
            && answer.Headers["Allow"] is { Length: > 0 } allow
            && !allow.Split(',', StringSplitOptions.TrimEntries).Contains(request.Method, StringComparer.Ordinal)
            && !(request.Method == "HEAD" && allow.Contains("GET", StringComparison.Ordinal))
            && request.Method == (file.Subject?.Method ?? request.Method)
        )
        {
            yield return new Clue(
                Causes.Endpoint.WrongMethod,
                SaysSo(answer) ? Strength.Strong : Strength.Weak,
                $"The address takes {allow}, and {request.Method} was sent"
            )
            {
                Source = main.Source,
                Remedy = $"Send it with one of these methods: {allow}",
            };
        }
    }
}
