using System.Text.Json;
using Gatehouse.AspNetCore.Refusals;
using Gatehouse.Lab.Exhibits;
using Gatehouse.Lab.Steps;
using Gatehouse.Lab.Wire;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Lab.SelfTest;

/// <summary>Provokes a cause and cures it, over the wire, and says what was not as it should be.</summary>
internal sealed class ExhibitTrial(Lab lab)
{
    /// <summary>Tries one exhibit.</summary>
    public async Task<SelfTestResult> TryAsync(Exhibit exhibit, CancellationToken cancellationToken)
    {
        var clock = lab.Parts.Clock;
        var began = clock.GetTimestamp();
        var problems = new List<string>();
        var runner = lab.NewRunner();
        var refused = await SendAsync("provoke", exhibit.Provoke, runner, problems, cancellationToken);
        if (refused is not null && problems.Count == 0)
        {
            Judge(exhibit, refused, problems);
        }

        await SendAsync("cure", exhibit.Cure, runner, problems, cancellationToken);
        if (exhibit.Cure is not [.., { Status: 200 }])
        {
            problems.Add("the last step of the cure does not expect 200");
        }

        foreach (var attack in Attacks(exhibit.Cure[^1]))
        {
            var exchange = await runner.SendAsync(attack, cancellationToken);
            if (exchange.Answer.Text.Contains("\"cured\":true", StringComparison.Ordinal))
            {
                problems.Add($"it lets in {attack.Note}");
            }
        }

        return new SelfTestResult(exhibit.Cause, problems, clock.GetElapsedTime(began));
    }

    // The cure's own request with its credentials taken away or spoiled; one that has none cures by other means.
    private static IEnumerable<LabStep> Attacks(LabStep cure)
    {
        var bare = cure with
        {
            Fields = [.. cure.Fields.Where(field => !CarriesCredentials(field))],
            Cookies = false,
            Certificate = null,
            Wait = TimeSpan.Zero,
            Captures = [],
        };
        if (bare.Fields.Length == cure.Fields.Length && !cure.Cookies && cure.Certificate is null)
        {
            return [];
        }

        return
        [
            bare.Note("nobody"),
            bare.Basic(LabAccount.Alice, "guessed").Note("a wrong password"),
            bare.Basic("", "").Note("an empty name and password"),
            bare.Bearer("guessed").Note("a token that nobody issued"),
            bare.Bearer("eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbGljZSJ9.").Note("a token without a signature"),
            bare.Key("guessed").Note("a key that nobody made"),
            bare.Cookie("gatehouse", "guessed").Note("a cookie that nobody set"),
        ];
    }

    private static bool CarriesCredentials(LabField field) =>
        field.Name.Contains("Authorization", StringComparison.OrdinalIgnoreCase)
        || field.Name.Equals("Cookie", StringComparison.OrdinalIgnoreCase)
        || field.Name.Contains("Key", StringComparison.OrdinalIgnoreCase)
        || field.Name.Contains("Token", StringComparison.OrdinalIgnoreCase)
        || field.Name.Contains("Signature", StringComparison.OrdinalIgnoreCase);

    private static async Task<WireAnswer?> SendAsync(
        string part,
        IReadOnlyList<LabStep> steps,
        StepRunner runner,
        List<string> problems,
        CancellationToken cancellationToken
    )
    {
        WireAnswer? last = null;
        for (var i = 0; i < steps.Count; i++)
        {
            var exchange = await runner.SendAsync(steps[i], cancellationToken);
            last = exchange.Answer;
            if (last.Status != steps[i].Status)
            {
                problems.Add(
                    $"{part}, step {i + 1}: {exchange.Request.Method} {exchange.Request.Url} got {last.Status} in place of {steps[i].Status}: {last.Failure ?? Shorten(last.Text)}"
                );
            }

            foreach (
                var capture in steps[i]
                    .Captures.Where(capture => runner.Expand($"{{{capture.Variable}}}") == $"{{{capture.Variable}}}")
            )
            {
                problems.Add($"{part}, step {i + 1}: the answer holds no {capture.Variable}");
            }
        }

        return last;
    }

    private void Judge(Exhibit exhibit, WireAnswer answer, List<string> problems)
    {
        if (answer.Status == 401 && exhibit.Handler is null && !answer.Lines("WWW-Authenticate").Any())
        {
            problems.Add("the 401 carries no challenge");
        }

        if (answer.Lines(RefusalResponder.ReferenceField).FirstOrDefault() is not { } reference)
        {
            if (exhibit.Handler is null && answer.Status != 0)
            {
                problems.Add("the refusal carries no reference");
            }

            return;
        }

        var found = lab.Parts.Judge.Journal.Find(reference)?.Cause;
        if (found != (exhibit.Found ?? exhibit.Cause))
        {
            problems.Add($"the decision found {found} in place of {exhibit.Found ?? exhibit.Cause}");
        }

        var told = exhibit.Told ?? (exhibit.Found ?? exhibit.Cause).Public;
        if (ToldIn(answer) is { } seen && seen != told.Id)
        {
            problems.Add($"the answer tells {seen} in place of {told}");
        }
    }

    private static string? ToldIn(WireAnswer answer)
    {
        if (
            !answer
                .Lines("Content-Type")
                .Any(type => type.StartsWith("application/problem+json", StringComparison.Ordinal))
        )
        {
            return null;
        }

        using var document = JsonDocument.Parse(answer.Body);
        return document.RootElement.GetProperty("cause").GetString();
    }

    private static string Shorten(string text) => text.Length > 300 ? text[..300] : text;
}
