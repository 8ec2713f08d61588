using Gatehouse.Doctor.Answerers;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Gatehouses;
using Gatehouse.Doctor.Hypotheses;
using Gatehouse.Doctor.Runs;

namespace Gatehouse.Doctor.Diagnoses;

/// <summary>From hypotheses to a conclusion.</summary>
internal static class Conclusion
{
    // Above this the likeliest is told as the diagnosis.
    private const double Clear = 0.6;

    private const double Least = 0.02;

    public static Examination Of(CaseFile file, IReadOnlyList<Hypothesis> hypotheses)
    {
        var likely = hypotheses.Where(hypothesis => hypothesis.Probability >= Least).Take(6).ToList();
        var verdict = VerdictOf(file, likely);
        var products = file.Main is { } main ? Recogniser.In(main) : [];
        return new Examination
        {
            Verdict = verdict,
            Diagnoses = verdict == Verdict.Healthy ? [] : [.. likely.Select(ToDiagnosis)],
            AnsweredBy = verdict == Verdict.Healthy || products.Count == 0 ? Answerer.Unknown : products[0].By,
            Products = products,
            Question = verdict == Verdict.Undecided ? QuestionOf(file, likely) : null,
            File = file,
            Sent = 0,
            Took = TimeSpan.Zero,
            Remarks = [],
        };
    }

    private static Verdict VerdictOf(CaseFile file, List<Hypothesis> likely)
    {
        if (likely is [{ Probability: >= Clear }, ..])
        {
            return Verdict.Diagnosed;
        }

        // A credential or a file alone is fine where nothing is wrong with it; a request or a message is not, unless it was seen to work.
        var refused =
            file.Sound is { } sound ? !sound
            : IsAnotherMethod(file) ? true
            : file.Main is null ? file.Target is not null || file.Text.Length > 0
            : file.Main is not { Answer.Status: < 400, Failure: null };
        return likely.Count == 0 && !refused ? Verdict.Healthy : Verdict.Undecided;
    }

    private static bool IsAnotherMethod(CaseFile file) =>
        file.Subject is { } subject
        && file.First(ProbeIntent.Supplied)?.Request is { } sent
        && sent.Method != subject.Method;

    private static FormattableString QuestionOf(CaseFile file, List<Hypothesis> likely) =>
        likely
            .SelectMany(hypothesis => hypothesis.Clues)
            .Select(clue => clue.Question)
            .FirstOrDefault(question => question is not null)
        ?? (
            file.Note<AskedReference>() is { } asked
                ? $"What did the gateway decide? On its machine run gatehouse explain {asked.Text}, or name its configuration with --config"
            : IsAnotherMethod(file)
                ? $"May the doctor send {file.Subject!.Method} itself, which may change something? Then say so with --method {file.Subject.Method}"
            : file.Exchanges.Count == 0 && file.Note<ComparedRun>() is null
                ? (FormattableString)$"Which request was refused? Give its address, its curl command or its recording"
            : $"What does the server's own log say about the refused request?"
        );

    private static Diagnosis ToDiagnosis(Hypothesis hypothesis) =>
        new(
            hypothesis.Cause,
            Math.Round(hypothesis.Probability, 2),
            hypothesis.Cause.FixedBy,
            [
                .. hypothesis.Clues.Select(clue => new EvidenceLine(
                    clue.Because,
                    clue.Source,
                    clue.Rule,
                    (int)clue.Strength / 100.0
                )),
            ],
            [
                .. hypothesis
                    .Clues.Where(clue => clue.Remedy is not null)
                    .Select(clue => new Remedy(clue.RemedyBy ?? hypothesis.Cause.FixedBy, clue.Remedy!)),
            ]
        );
}
