using Gatehouse.Doctor.Diagnoses;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Reports;

namespace Gatehouse.Doctor.Tests.Reports;

public class ReportTextTests
{
    private static readonly string Hostile =
        "\u001b]0;owned\u0007\u001b[2J\u009b31m\u202e" + new string('\u0300', 400) + new string('x', 50_000);

    [Theory]
    [InlineData(Verdict.Diagnosed)]
    [InlineData(Verdict.Undecided)]
    [InlineData(Verdict.Healthy)]
    public void It_fits_a_screen_whatever_the_server_says(Verdict verdict)
    {
        var lines = Write(HostileCase(), verdict).Split('\n');
        Assert.InRange(lines.Length, 1, 30);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 84));
    }

    [Fact]
    public void Nothing_that_a_server_sent_reaches_the_terminal_raw() =>
        Assert.DoesNotContain(Write(HostileCase()), letter => char.IsControl(letter) && letter != '\n');

    [Fact]
    public void The_diagnosis_comes_first_with_who_acts_and_how_the_request_went()
    {
        var text = Write(Refused());
        var lines = text.Split('\n');
        Assert.Contains("header.prefix-missing, 97 %", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("Who acts: ", lines[1], StringComparison.Ordinal);
        Assert.Contains("caller --> [nginx (gateway): 401] ..> application", text, StringComparison.Ordinal);
        Assert.Contains("Write to: https://nginx.org/en/docs/", text, StringComparison.Ordinal);
        Assert.Contains("  > Authorization: Bearer ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Undecided_it_asks_first_and_then_names_the_candidates()
    {
        var lines = Write(Refused(), Verdict.Undecided).Split('\n');
        Assert.Equal("What would settle it: Which of the two is it", lines[1]);
        Assert.StartsWith(" 97 % ", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public void Healthy_it_says_so_in_one_line_and_what_was_looked_at()
    {
        var lines = Write(Refused(), Verdict.Healthy).Split('\n');
        Assert.Equal("Healthy: nothing is wrong here, as far as was looked.", lines[0]);
        Assert.Equal("   1. as given: 401", lines[1]);
    }

    [Fact]
    public void Colour_is_used_only_where_it_may_be()
    {
        var examination = Examined.Of(Refused());
        var redaction = new Redaction(examination.File);
        Assert.Contains(
            "\u001b[1;31m",
            ReportText.Write(examination, redaction, "en", new TextLook(80, Colour: true)),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain('\u001b', Write(Refused()));
    }

    [Fact]
    public void Every_word_of_it_is_in_the_language_asked_for()
    {
        var examination = Examined.Of(Refused());
        var text = ReportText.Write(examination, new Redaction(examination.File), "ru");
        Assert.Contains("Кто исправляет: ", text, StringComparison.Ordinal);
        Assert.Contains("вызывающий --> [nginx (шлюз): 401] ..> приложение", text, StringComparison.Ordinal);
        Assert.Contains("как дано: 401", text, StringComparison.Ordinal);
    }

    private static string Write(CaseFile file, Verdict verdict = Verdict.Diagnosed) =>
        ReportText.Write(Examined.Of(file, verdict), new Redaction(file), "en");

    private static CaseFile Refused() =>
        Some.Case(Some.Get(), Some.Status(401, "", ("WWW-Authenticate", "Bearer realm=\"orders\"")));

    private static CaseFile HostileCase()
    {
        var file = Some.Case(
            Some.Get(),
            Some.Status(401, Hostile, ("WWW-Authenticate", "Basic realm=\"" + Hostile + "\"")) with
            {
                Reason = Hostile,
            }
        );
        for (var number = 0; number < 20; number++)
        {
            file.Add(new Exchange { Label = Hostile, Failure = new ExchangeFailure(FailureKind.Protocol, Hostile) });
        }

        return file;
    }
}
