using System.CommandLine;
using System.Globalization;
using Gatehouse.Cli.Input;
using Gatehouse.Cli.Journal;
using Gatehouse.Decisions.Seeing;
using Gatehouse.Protocol.Causes;
using CatalogueOfCauses = Gatehouse.Protocol.Causes.Causes;

namespace Gatehouse.Cli.Causes;

/// <summary><c>gatehouse cause</c>: the catalogue.</summary>
internal static class CauseCommand
{
    public static Command Create() =>
        new(
            "cause",
            "Shows the causes for which a request can be refused.\n\nExample: gatehouse cause show token.expired"
        )
        {
            List(),
            Show(),
            Pages(),
        };

    private static Command List()
    {
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new Command("list", "Lists the catalogue.\n\nExample: gatehouse cause list --json") { json };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(json))
            {
                Output.Json(CatalogueOfCauses.All.Select(cause => Facts(cause, CauseTexts.DefaultLanguage)));
            }
            else
            {
                Output.Table(
                    ["CAUSE", "STATUS", "TITLE"],
                    CatalogueOfCauses.All.Select(cause =>
                        (string[])
                            [
                                cause.Id,
                                cause.Status == 0 ? "-" : cause.Status.ToString(CultureInfo.InvariantCulture),
                                CauseTexts.For(cause, CauseTexts.DefaultLanguage).Title,
                            ]
                    )
                );
            }

            return ExitCode.Fine;
        });
        return command;
    }

    private static Command Show()
    {
        var id = new Argument<string>("ID") { Description = "The cause's id" };
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var language = new Option<string>("--language")
        {
            Description = "The language of the texts",
            HelpName = "L",
            DefaultValueFactory = _ => CauseTexts.DefaultLanguage,
        };
        var command = new Command(
            "show",
            "Shows one cause: what it means and what each party can do.\n\nExample: gatehouse cause show token.expired"
        )
        {
            id,
            json,
            language,
        };
        var store = new StoreOptionsOnCommand(command);
        command.SetAction(
            async (parsed, token) =>
            {
                var given = parsed.GetRequiredValue(id);
                var cause =
                    CatalogueOfCauses.Find(given)
                    ?? throw new CommandException(
                        $"There is no cause {given}; gatehouse cause list names them.",
                        ExitCode.Wrong
                    );
                var cures = await CuresAsync(store, parsed, cause, token);
                if (parsed.GetValue(json))
                {
                    Output.Json(Facts(cause, parsed.GetRequiredValue(language), cures));
                }
                else
                {
                    Print(cause, CauseTexts.For(cause, parsed.GetRequiredValue(language)));
                    CureReport.Print(cures, withCause: false);
                }

                return ExitCode.Fine;
            }
        );
        return command;
    }

    // The catalogue is there without a gateway; what cured on this one only with it.
    private static async Task<IReadOnlyList<CureCount>> CuresAsync(
        StoreOptionsOnCommand store,
        ParseResult parsed,
        Cause cause,
        CancellationToken token
    )
    {
        if (!store.IsAtHand(parsed))
        {
            return [];
        }

        await using var journal = await store.OpenJournalAsync(parsed, token);
        return await journal.CuresAsync(DateTimeOffset.UnixEpoch, cause.Id, token);
    }

    private static Command Pages()
    {
        var folder = new Argument<string>("FOLDER") { Description = "Where the pages go" };
        var command = new Command(
            "pages",
            "Writes the catalogue's pages for docs.\n\nExample: gatehouse cause pages docs/causes"
        )
        {
            folder,
        };
        command.SetAction(parsed =>
        {
            var target = Directory.CreateDirectory(parsed.GetRequiredValue(folder));
            foreach (var (name, content) in CausePages.All())
            {
                File.WriteAllText(Path.Combine(target.FullName, name), content);
            }

            return ExitCode.Fine;
        });
        return command;
    }

    private static void Print(Cause cause, CauseText text)
    {
        Output.Line($"{cause.Id} - {text.Title}");
        Output.Line(
            $"status {cause.Status}{(cause.IisSubstatus is { } iis ? $", IIS {iis}" : "")}{(cause.OAuthError is { } error ? $", OAuth {error}" : "")}, next: {cause.Next.ToName()}"
        );
        if (cause.Public != cause)
        {
            Output.Line($"outsiders see {cause.Public.Id}");
        }

        Output.Line();
        Output.Line(text.DetailPlain);
        Output.Line();
        Output.Line(text.Operator);
        foreach (var party in Enum.GetValues<Party>())
        {
            if (text.Fixes(party).Count == 0)
            {
                continue;
            }

            Output.Line();
            Output.Line($"What the {party.ToString().ToLowerInvariant()} can do:");
            foreach (var fix in text.Fixes(party))
            {
                Output.Line($"  * {fix}");
            }
        }
    }

    private static object Facts(Cause cause, string language, IReadOnlyList<CureCount>? cures = null)
    {
        var text = CauseTexts.For(cause, language);
        return new
        {
            cause.Id,
            cause.Number,
            cause.Status,
            text.Title,
            Detail = text.DetailPlain,
            text.Operator,
            OauthError = cause.OAuthError,
            cause.IisSubstatus,
            cause.GrpcStatus,
            FixedBy = cause.FixedBy.ToString().ToLowerInvariant(),
            Next = cause.Next.ToName(),
            PublicCause = cause.Public.Id,
            cause.OutsideOnly,
            Cured = cures is null ? null : CureReport.Facts(cures),
            Fixes = Enum.GetValues<Party>()
                .ToDictionary(
                    party => party.ToString().ToLowerInvariant(),
                    party => text.Fixes(party),
                    StringComparer.Ordinal
                ),
        };
    }
}
