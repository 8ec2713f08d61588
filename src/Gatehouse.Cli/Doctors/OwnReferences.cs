using System.CommandLine;
using Gatehouse.Cli.Input;
using Gatehouse.Cli.Journal;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Journal;
using Gatehouse.Doctor.Gatehouses;
using Gatehouse.Storage.Files;

namespace Gatehouse.Cli.Doctors;

/// <summary>Resolves references by the data of a Gatehouse on this machine, as <c>gatehouse explain</c> does.</summary>
internal sealed class OwnReferences(StoreOptionsOnCommand store, ParseResult parsed) : IReferences
{
    public async Task<GatewaySide?> FindAsync(string reference, CancellationToken token)
    {
        try
        {
            return store.IsAtHand(parsed)
                ? new GatewaySide(
                    reference,
                    DecisionOf(await ReferenceLookup.FindAsync(store, parsed, reference, token)),
                    Why: null
                )
                : null;
        }
        catch (Exception exception)
            when (exception
                    is CommandException
                        or DataFolderException
                        or StoreUnavailableException
                        or IOException
                        or UnauthorizedAccessException
            )
        {
            return new GatewaySide(reference, Decision: null, exception.Message);
        }
    }

    private static GatewayDecision DecisionOf(FoundRefusal found) =>
        new()
        {
            Cause = found.Cause,
            Status = found.Entry?.Status ?? found.Cause.Status,
            At = found.At,
            Node = found.Node,
            Request = found.Entry is { } entry
                ? $"{entry.Method} {entry.Target}{(entry.Host is null ? "" : $" at {entry.Host}")}"
                : null,
            Client = Joined(found.Entry?.Client, found.Entry?.UserAgent),
            Route = found.Entry?.Route,
            User = found.Entry?.User,
            Credential = Joined(found.Entry?.Scheme, found.Entry?.CredentialTag),
            Steps = [.. (found.Entry?.Trail ?? []).Select(StepOf)],
        };

    private static GatewayStep StepOf(JournalStep step) =>
        new(
            step.Check,
            step.Outcome,
            step.Reason,
            [
                .. step.Evidence.Select(piece => new GatewayFact(
                    piece.Name,
                    piece.Value,
                    ForOperator: piece.SeenBy != Disclosure.Caller
                )),
            ]
        );

    private static string? Joined(string? one, string? other) =>
        one is null ? other
        : other is null ? one
        : $"{one}, {other}";
}
