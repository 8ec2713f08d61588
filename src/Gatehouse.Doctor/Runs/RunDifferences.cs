using System.Globalization;
using Gatehouse.Doctor.Exchanges;

namespace Gatehouse.Doctor.Runs;

/// <summary>In what two runs differ. The time and the answer are told even where they are the same.</summary>
internal static class RunDifferences
{
    private static readonly (RunAspect What, Func<Run, string> Of)[] Aspects =
    [
        (RunAspect.Time, run => Time(run.When)),
        (RunAspect.Request, RequestOf),
        (RunAspect.Answer, RunPair.OutcomeOf),
        (RunAspect.Anonymous, run => run.Anonymous is { } bare ? RunPair.OutcomeOf(run with { Main = bare }) : "-"),
        (RunAspect.From, run => run.Main?.From ?? "-"),
        (RunAspect.Server, run => run.ServerAddress ?? "-"),
        (RunAspect.Proxy, run => run.ThroughProxy ? "+" : "-"),
        (RunAspect.Product, run => RunPair.ProductOf(run)?.Product ?? "-"),
        (RunAspect.Certificate, CertificateOf),
        (RunAspect.Clock, ClockOf),
        (RunAspect.Token, run => run.Token?.Expires is { } ends ? Time(ends) : "-"),
        (RunAspect.Diagnosis, run => run.Diagnoses is [var first, ..] ? first.Cause : "-"),
    ];

    /// <summary>The differences, in the order in which a reader wants them.</summary>
    public static IReadOnlyList<RunDifference> Of(Run here, Run there) =>
        [
            .. Aspects
                .Select(aspect => new RunDifference(aspect.What, aspect.Of(here), aspect.Of(there)))
                .Where(row => row.What is RunAspect.Time or RunAspect.Answer || row.Here != row.There),
        ];

    private static string RequestOf(Run run) =>
        run.Main?.Request is { } request
            ? $"{request.Method} {(request.Url?.OriginalString ?? request.Target).Split('?')[0]}"
            : "-";

    private static string CertificateOf(Run run) =>
        run.Main?.Tls is { } tls
            ? string.Create(CultureInfo.InvariantCulture, $"{tls.Issuer}, {tls.NotAfter.UtcDateTime:yyyy-MM-dd}")
            : "-";

    // Whole minutes: what lies below is the way of the answer, and differs every time.
    private static string ClockOf(Run run) =>
        run.Main is { Answer: not null } main && ServerClock.Ahead(main) is { } ahead
            ? string.Create(CultureInfo.InvariantCulture, $"{Math.Round(ahead.TotalMinutes):+0;-0;0} min")
            : "-";

    private static string Time(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
