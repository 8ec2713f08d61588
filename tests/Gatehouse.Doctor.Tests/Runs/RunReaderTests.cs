using Gatehouse.Doctor.Diagnoses;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Intake;
using Gatehouse.Doctor.Runs;
using Gatehouse.Doctor.Tests.Diagnoses;
using Gatehouse.Doctor.Tests.Reports;

namespace Gatehouse.Doctor.Tests.Runs;

public class RunReaderTests
{
    [Fact]
    public void What_was_kept_is_read_again()
    {
        var run = RunReader.Read("run.json", TwoRuns.Saved(TwoRuns.Office with { Tls = Certificate }));
        Assert.Equal(Verdict.Diagnosed, run.Verdict);
        Assert.Equal("header.prefix-missing", run.Diagnoses[0].Cause);
        Assert.Equal(
            ("10.0.0.7", "203.0.113.10", 401, Some.Now),
            (run.Main!.From, run.ServerAddress, run.Main.Answer!.Status, run.When)
        );
        Assert.Equal("Bearer [removed]", run.Main.Request!.Authorization);
        Assert.Equal(Certificate.Issuer, run.Main.Tls!.Issuer);
        Assert.True(run.Refused);
    }

    [Theory]
    [MemberData(nameof(PlantedSecret.Secrets), MemberType = typeof(PlantedSecret))]
    public void No_secret_is_kept_in_any_form(string secret)
    {
        foreach (var place in PlantedSecret.Places)
        {
            var kept = RunWriter.Write(Examined.Of(Examined.Echoing(place, secret)));
            Assert.All(
                PlantedSecret.Echoes(secret),
                echo => Assert.DoesNotContain(echo.Text, kept, StringComparison.OrdinalIgnoreCase)
            );
        }
    }

    [Theory]
    [InlineData("", "damaged")]
    [InlineData("not json", "damaged")]
    [InlineData("[]", "no run of the doctor")]
    [InlineData("{\"verdict\":\"healthy\"}", "report of --json")]
    [InlineData("{\"format\":\"something-else\",\"version\":1}", "no run of the doctor")]
    [InlineData("{\"format\":\"gatehouse-doctor-run\"}", "no version")]
    [InlineData("{\"format\":\"gatehouse-doctor-run\",\"version\":\"1\"}", "no version")]
    [InlineData("{\"format\":\"gatehouse-doctor-run\",\"version\":2}", "newer doctor")]
    [InlineData("{\"format\":\"gatehouse-doctor-run\",\"version\":1}", "damaged")]
    [InlineData("{\"format\":\"gatehouse-doctor-run\",\"version\":1,\"at\":\"soon\",\"exchanges\":[]}", "damaged")]
    [InlineData(
        "{\"format\":\"gatehouse-doctor-run\",\"version\":1,\"at\":\"2026-11-21T12:00:00Z\",\"exchanges\":[{\"number\":1,\"label\":\"\\ud800\"}]}",
        "damaged"
    )]
    [InlineData(
        "{\"format\":\"gatehouse-doctor-run\",\"version\":1,\"at\":\"2026-11-21T12:00:00Z\",\"exchanges\":[{\"number\":1,\"label\":\"a\",\"tls\":{}}]}",
        "damaged"
    )]
    public void What_is_no_run_of_ours_is_said_to_be_none(string text, string why) =>
        Assert.Contains(
            why,
            Assert.Throws<IntakeException>(() => RunReader.Read("run.json", text)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Empty_places_in_a_run_are_passed_over()
    {
        var run = RunReader.Read(
            "run.json",
            """
            {"format":"gatehouse-doctor-run","version":1,"at":"2026-11-21T12:00:00Z","more":1,"main":1,
             "diagnoses":[null],"exchanges":[null,{"number":1,"label":"a","status":401,"fields":["bad",null,"Server: x"]}]}
            """
        );
        Assert.Equal("x", run.Main!.Answer!.Headers["Server"]);
        Assert.Empty(run.Diagnoses);
    }

    [Fact]
    public void A_saved_run_cut_anywhere_is_damaged_and_breaks_nothing()
    {
        var whole = TwoRuns.Saved(TwoRuns.Office).TrimEnd();
        for (var length = 0; length < whole.Length; length += 7)
        {
            Assert.Throws<IntakeException>(() => RunReader.Read("run.json", whole[..length]));
        }
    }

    private static TlsFacts Certificate { get; } =
        new("CN=api.example", "CN=A Public CA", Some.Now.AddDays(-9), Some.Now.AddDays(60), ["api.example"], [], false);
}
