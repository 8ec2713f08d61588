using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Hypotheses;
using Gatehouse.Doctor.Rules.Words;

namespace Gatehouse.Doctor.Tests.Words;

/// <summary>How sure words alone make.</summary>
internal static class Sureness
{
    public static IReadOnlyList<double> Of(SentRequest request, int status, string body) =>
        [
            .. Weighing
                .Weigh([.. new WordRule().Examine(Some.Case(request, Some.Status(status, body)))])
                .Select(hypothesis => hypothesis.Probability),
        ];
}
