using Gatehouse.Doctor;
using Gatehouse.Doctor.Diagnoses;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Intake;
using Gatehouse.DoctorBench;
using Gatehouse.Lab.Dress;
using Gatehouse.Lab.Exhibits;
using LabServer = Gatehouse.Lab.Lab;

namespace Gatehouse.EndToEnd.Doctors;

/// <summary>The doctor before the lab's causes in other servers' words: it may be in doubt, and must not be sure of what is wrong.</summary>
public class ClothesTests
{
    private const int Pairs = 60;

    private const double Sure = 0.9;

    [Fact]
    public async Task No_cause_in_another_server_s_words_is_told_surely_and_wrongly()
    {
        await using var lab = await LabServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        var all = (
            from exhibit in lab.Exhibits.All.Where(IsAsked)
            from dress in Wardrobe.All
            select (Exhibit: exhibit, Dress: dress.Name)
        ).ToList();
        var wrong = new List<string>();
        for (var number = 0; number < Pairs; number++)
        {
            var (exhibit, dress) = all[(int)((long)number * all.Count / Pairs)];
            var examination = await AskAsync(lab, exhibit, dress);
            var told = examination.Diagnoses.Count > 0 ? examination.Diagnoses[0] : null;
            var right = LookAlikes.Dressed(exhibit, dress).Append(exhibit.Cause.Id);
            if (
                examination.Verdict == Verdict.Healthy
                || (told?.Confidence >= Sure && !right.Contains(told.Cause.Id, StringComparer.Ordinal))
            )
            {
                wrong.Add($"{exhibit.Cause.Id} as {dress}: {told?.Cause.Id ?? "healthy"} {told?.Confidence}");
            }
        }

        Assert.Empty(wrong);
    }

    // What needs no more than a request: no browser, no certificate, no address of its own.
    private static bool IsAsked(Exhibit exhibit) =>
        exhibit.Cause.Family is not ("cache" or "cookie" or "replica")
        && exhibit.Provoke.All(step => !step.Cookies)
        && exhibit.Provoke[^1]
            is {
                Certificate: null,
                From: null,
                Proxy: null,
                Host: null,
                Body: null,
                Place: Lab.LabPlace.Main or Lab.LabPlace.Other
            };

    private static async Task<Examination> AskAsync(LabServer lab, Exhibit exhibit, string dress)
    {
        var runner = lab.NewRunner();
        foreach (var step in exhibit.Provoke.Take(exhibit.Provoke.Count - 1))
        {
            await runner.SendAsync(step, TestContext.Current.CancellationToken);
        }

        var last = exhibit.Provoke[^1];
        var mark = last.Target.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        var request = runner.Prepare(last with { Target = $"{last.Target}{mark}as={dress}" });
        var file = RequestIntake.For(
            new Uri(request.Url),
            request.Method,
            new HeaderLines(request.Fields.Select(field => new HeaderLine(field.Name, field.Value))),
            TimeProvider.System.GetUtcNow()
        );
        return await new Consultation(new DoctorOptions { UnsafeMethods = true }).ExamineAsync(
            file,
            TestContext.Current.CancellationToken
        );
    }
}
