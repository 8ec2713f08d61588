using Gatehouse.Doctor.Answerers;
using Gatehouse.Doctor.Diagnoses;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Tests.Reports;

/// <summary>Examinations for tests of what is told about them.</summary>
internal static class Examined
{
    public static Examination Of(CaseFile file, Verdict verdict = Verdict.Diagnosed) =>
        new()
        {
            Verdict = verdict,
            Diagnoses =
                verdict == Verdict.Healthy
                    ? []
                    : [Diagnosis(file, Causes.Header.PrefixMissing, 0.97), Diagnosis(file, Causes.Token.Expired, 0.02)],
            AnsweredBy = Answerer.Gateway,
            Products =
            [
                new Recognition("nginx", Answerer.Gateway, 0.9, "Server", new Uri("https://nginx.org/en/docs/")),
            ],
            Question = verdict == Verdict.Undecided ? (FormattableString)$"Which of the two is it" : null,
            File = file,
            Sent = 2,
            Took = TimeSpan.FromSeconds(1.5),
            Remarks = [],
        };

    /// <summary>A refused request whose answer repeats whatever it was sent, in every place.</summary>
    public static CaseFile Echoing(string place, string secret)
    {
        var file = PlantedSecretCase(place, secret);
        var echoes = string.Join('\n', Diagnoses.PlantedSecret.Echoes(secret).Select(echo => echo.Text));
        file.Add(
            new Exchange
            {
                Label = "once more",
                Intent = ProbeIntent.Supplied,
                Request = file.Subject,
                At = Some.Now,
                Answer = Some.Status(
                    401,
                    $"<p>You sent {echoes}</p>",
                    ("WWW-Authenticate", $"Bearer realm=\"{secret}\", error_description=\"{secret} is bad\""),
                    ("Location", "https://api.example/login?next=" + Uri.EscapeDataString(secret)),
                    ("X-Request-Id", "req-" + secret),
                    ("X-Echo", echoes.Replace('\n', ' '))
                ) with
                {
                    Reason = "No " + secret,
                },
            }
        );
        return file;
    }

    private static CaseFile PlantedSecretCase(string place, string secret) => Diagnoses.PlantedSecret.In(place, secret);

    private static Diagnosis Diagnosis(CaseFile file, Cause cause, double confidence)
    {
        var seen = file.Main?.Answer?.Headers["WWW-Authenticate"] ?? "nothing";
        var body = file.Main?.Answer?.Body ?? string.Empty;
        return new Diagnosis(
            cause,
            confidence,
            cause.FixedBy,
            [
                new EvidenceLine($"The challenge says {seen}", "request 1", "Challenge", 2),
                new EvidenceLine($"The body says {body}", null, "Body", 1),
                new EvidenceLine($"Against it speaks nothing", null, "Nothing", -1),
            ],
            [new Remedy(cause.FixedBy, $"Authorization: Bearer {seen}")]
        );
    }
}
