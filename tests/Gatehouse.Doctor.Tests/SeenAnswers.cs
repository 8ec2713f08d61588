using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Rules;

namespace Gatehouse.Doctor.Tests;

/// <summary>One request that was answered in several ways.</summary>
internal static class SeenAnswers
{
    public static SentRequest Basic { get; } = Some.Get(("Authorization", "Basic YWxpY2U6d3Jvbmc="));

    public static SentRequest Bearer { get; } = Some.Get(("Authorization", "Bearer abc"));

    /// <summary>What the rule says when this request had these answers.</summary>
    public static IReadOnlyList<string> Say<TRule>(
        SentRequest request,
        params (ProbeIntent Intent, Answer Answer)[] answers
    )
        where TRule : Rule, new() =>
        Some.Says<TRule>(Some.Seen(request, [.. answers.Select(seen => (seen.Intent, request, seen.Answer))]));
}
