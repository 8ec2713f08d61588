using System.CommandLine;
using Gatehouse.Cli.Input;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Journal;
using Gatehouse.Decisions.Seeing;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Cli.Journal;

/// <summary><c>gatehouse explain</c>: why a request was refused, from its reference alone or with the journal's trace.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var reference = new Argument<string>("REFERENCE") { Description = "As it stood in the refusal: GH-..." };
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var language = new Option<string>("--language")
        {
            Description = "The language of the texts",
            HelpName = "L",
            DefaultValueFactory = _ => CauseTexts.DefaultLanguage,
        };
        var command = new Command(
            "explain",
            "Tells why a request was refused, and what each party can do.\n\nExample: gatehouse explain GH-7K3M9-QX2C4-0V8RT-5WZAB-NDEFG-H"
        )
        {
            reference,
            json,
            language,
        };
        var store = new StoreOptionsOnCommand(command);
        command.SetAction(
            async (parsed, token) =>
            {
                var found = await ReferenceLookup.FindAsync(store, parsed, parsed.GetRequiredValue(reference), token);
                var explanation = new Explanation(
                    found.Reference,
                    found.Cause,
                    found.At,
                    found.Node,
                    found.Entry,
                    parsed.GetRequiredValue(language)
                );
                if (parsed.GetValue(json))
                {
                    Output.Json(explanation.Facts());
                }
                else
                {
                    explanation.Print();
                }

                return ExitCode.Fine;
            }
        );
        return command;
    }

    private sealed record Explanation(
        string Reference,
        Cause Cause,
        DateTimeOffset At,
        int Node,
        JournalEntry? Entry,
        string Language
    )
    {
        private CauseText Text => CauseTexts.For(Cause, Language);

        public object Facts() =>
            new
            {
                Reference,
                Cause = Cause.Id,
                PublicCause = Cause.Public.Id,
                Status = Entry?.Status ?? Cause.Status,
                Substatus = Cause.IisSubstatus,
                Title = Text.Title,
                WhatHappened = Text.Operator,
                At,
                Node,
                Check = FailingStep()?.Check,
                Evidence = FailingStep()
                    ?.Evidence.ToDictionary(piece => piece.Name, piece => piece.Value, StringComparer.Ordinal),
                Request = Entry is null
                    ? null
                    : new
                    {
                        Entry.Method,
                        Entry.Host,
                        Entry.Target,
                        Entry.Route,
                        Entry.Client,
                        Entry.User,
                        Entry.Scheme,
                        Entry.CredentialTag,
                        Entry.UserAgent,
                    },
                Cured = Entry is { CuredAt: { } curedAt, CuredBy: { } curedBy }
                    ? new { At = curedAt, By = curedBy.ToName() }
                    : null,
                Trail = Entry?.Trail.Select(step => new
                {
                    step.Check,
                    step.Outcome,
                    step.Reason,
                    step.Microseconds,
                    Evidence = step.Evidence.ToDictionary(
                        piece => piece.Name,
                        piece => piece.Value,
                        StringComparer.Ordinal
                    ),
                }),
                Fixes = Enum.GetValues<Party>()
                    .ToDictionary(
                        party => party.ToString().ToLowerInvariant(),
                        party => Text.Fixes(party),
                        StringComparer.Ordinal
                    ),
            };

        public void Print()
        {
            Output.Line(Reference);
            Output.Line();
            Output.Line($"Cause:     {Cause.Id} - {Text.Title}");
            if (Cause.Public != Cause)
            {
                Output.Line($"Outsiders: {Cause.Public.Id} - {CauseTexts.For(Cause.Public, Language).Title}");
            }

            Output.Line(
                $"Status:    {Entry?.Status ?? Cause.Status}{(Cause.IisSubstatus is { } iis ? $" (IIS {iis})" : "")}"
            );
            Output.Line($"When:      {Output.Instant(At)}, node {Node}");
            Output.Line();
            Output.Line(Text.Operator);
            Output.Line();
            if (Entry is null)
            {
                Output.Line(
                    "The journal holds no entry for it: counted only, aged out or lost. The above is read from the reference alone."
                );
            }
            else
            {
                PrintRequest(Entry);
                PrintTrail(Entry);
            }

            PrintFixes();
        }

        private JournalStep? FailingStep() =>
            Entry
                ?.Trail.Where(step => step.Outcome is "failed" or "unanswerable")
                .Select(step => (JournalStep?)step)
                .LastOrDefault();

        private static void PrintRequest(JournalEntry entry)
        {
            Output.Line($"Request:   {entry.Method} {entry.Target}{(entry.Host is null ? "" : $" at {entry.Host}")}");
            Output.Line(
                $"From:      {entry.Client ?? "unknown"}{(entry.UserAgent is null ? "" : $", {entry.UserAgent}")}"
            );
            Output.Line($"Route:     {entry.Route ?? "none"}");
            Output.Line($"User:      {entry.User ?? "none known"}");
            if (entry.Scheme is not null)
            {
                Output.Line(
                    $"By:        {entry.Scheme}{(entry.CredentialTag is null ? "" : $", credential {entry.CredentialTag}")}"
                );
            }

            if (entry is { CuredAt: { } at, CuredBy: { } by })
            {
                Output.Line($"Cured:     {Output.Instant(at)}, the same client got through: {by.ToText()}");
            }

            Output.Line();
        }

        private static void PrintTrail(JournalEntry entry)
        {
            Output.Line("The decision, check by check:");
            foreach (var step in entry.Trail)
            {
                var mark = step.Outcome switch
                {
                    "passed" => "pass",
                    "failed" => "FAIL",
                    "unanswerable" => "AWAY",
                    _ => "-",
                };
                Output.Line($"  {mark, -5} {step.Check, -15} {step.Microseconds, 7} us  {step.Reason}");
                foreach (var piece in step.Evidence)
                {
                    Output.Line(
                        $"          {piece.Name}: {piece.Value}{(piece.SeenBy == Disclosure.Caller ? "" : "  (told to the operator only)")}"
                    );
                }
            }

            Output.Line();
        }

        private void PrintFixes()
        {
            foreach (var party in Enum.GetValues<Party>())
            {
                var fixes = Text.Fixes(party);
                if (fixes.Count == 0)
                {
                    continue;
                }

                Output.Line($"What the {party.ToString().ToLowerInvariant()} can do:");
                foreach (var fix in fixes)
                {
                    Output.Line($"  * {fix}");
                }
            }
        }
    }
}
