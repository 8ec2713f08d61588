using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Rules;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Tests;

/// <summary>Cases and clues for tests, each said in one line.</summary>
internal static class Some
{
    public static DateTimeOffset Now { get; } = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public static Uri Url { get; } = new("https://api.example/orders");

    /// <summary>A case of one exchange that was given.</summary>
    public static CaseFile Case(SentRequest? request, Answer? answer) =>
        With(
            new CaseFile { Now = Now, Subject = request },
            new Exchange
            {
                Label = "as given",
                Request = request,
                Answer = answer,
            }
        );

    /// <summary>A case whose request and answers the doctor sent and saw itself.</summary>
    public static CaseFile Seen(
        SentRequest request,
        params (ProbeIntent Intent, SentRequest Request, Answer Answer)[] more
    ) =>
        more.Aggregate(
            new CaseFile { Now = Now, Subject = request },
            (file, seen) =>
                With(
                    file,
                    new Exchange
                    {
                        Label = seen.Intent.ToString(),
                        Intent = seen.Intent,
                        Request = seen.Request,
                        Answer = seen.Answer,
                    }
                )
        );

    public static SentRequest Get(params (string Name, string Value)[] headers) =>
        SentRequest.For(Url) with
        {
            Headers = HeaderLines.Of(headers),
        };

    public static Answer Status(int status, string body = "", params (string Name, string Value)[] headers) =>
        new()
        {
            Status = status,
            Body = body,
            Headers = HeaderLines.Of(headers),
        };

    /// <summary>What this rule says, as <c>cause strength</c>.</summary>
    public static IReadOnlyList<string> Says<TRule>(CaseFile file)
        where TRule : Rule, new() => [.. new TRule().Examine(file).Select(clue => $"{clue.Cause.Id} {clue.Strength}")];

    public static Clue Clue(Cause cause, Strength strength, string rule = "A") =>
        new(cause, strength, $"it was so") { Rule = rule };

    private static CaseFile With(CaseFile file, Exchange exchange)
    {
        file.Add(exchange);
        return file;
    }
}
