using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Hypotheses;
using Gatehouse.Doctor.Rules;

namespace Gatehouse.Doctor.Tests.Words;

/// <summary>What the whole rule book names first for an answer's words.</summary>
internal static class Named
{
    /// <summary>With a Bearer token that was sent along.</summary>
    public static string With(int status, string body, params (string Name, string Value)[] headers) =>
        First(Some.Case(Bearer, Some.Status(status, body, headers)));

    /// <summary>With an answer alone: the request is not known.</summary>
    public static string Alone(int status, string body, params (string Name, string Value)[] headers) =>
        First(Some.Case(null, Some.Status(status, body, headers)));

    /// <summary>A request without credentials.</summary>
    public static string Without(int status, string body, params (string Name, string Value)[] headers) =>
        First(Some.Case(Some.Get(), Some.Status(status, body, headers)));

    /// <summary>With nothing but a message.</summary>
    public static string Text(string text) => First(new CaseFile { Now = Some.Now, Text = text });

    private static SentRequest Bearer => Some.Get(("Authorization", "Bearer open-sesame-9f86d081884c7d65"));

    private static string First(CaseFile file)
    {
        var all = Weighing.Weigh(RuleBook.Standard.Examine(file, []));
        return all.Count == 0 ? "nothing" : all[0].Cause.Id;
    }
}
