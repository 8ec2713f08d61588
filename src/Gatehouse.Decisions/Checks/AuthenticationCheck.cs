using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Guessing;
using Gatehouse.Decisions.Remembered;
using Gatehouse.Decisions.Routes;
using Gatehouse.Decisions.Schemes;
using Gatehouse.Decisions.Users;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Decisions.Checks;

/// <summary>Check 6: are the credentials good? What was verified is remembered, so that the same ones cost a look-up.</summary>
public sealed class AuthenticationCheck(
    RememberedCredentials remembered,
    FailedCredentials failures,
    IRevocationWord revocations,
    IUserDirectory users,
    TimeProvider time,
    RememberedUses? uses = null
) : ICheck
{
    private static readonly Passed NobodyToTell = new(
        "the route is public and the credentials are not good",
        settles: true
    );

    /// <inheritdoc/>
    public string Name => "authentication";

    /// <summary>None of its own: the schemes say what they find.</summary>
    public IReadOnlyCollection<Cause> FoundCauses => [];

    /// <inheritdoc/>
    public async ValueTask<Finding> ExamineAsync(Decision decision, CancellationToken cancellationToken)
    {
        var presented = decision.Presented!.Value;
        var space = presented.Scheme.SameOnEveryRoute ? 0 : decision.Route!.CredentialSpace;

        // Elsewhere a password is judged anew: who is held up for wrong ones must not go on trying them on the memory.
        var place = presented.Scheme.CarriesPassword ? GuessKeys.Fold(decision.Facts.Client) : UInt128.Zero;
        var key = remembered.KeyOf(presented.Scheme.Name, space, presented.Span, place);
        var finding = await JudgeAsync(decision, presented, key, cancellationToken);
        if (finding is Authenticated authenticated)
        {
            decision.AnswerFields = authenticated.AnswerFields;
            if (presented.Scheme.JudgeAgain(decision, authenticated.Principal) is not { } failed)
            {
                decision.Principal = authenticated.Principal;
                return authenticated;
            }

            finding = failed;
        }

        if (decision.Route!.Access == RouteAccess.Everyone)
        {
            return NobodyToTell;
        }

        // What was not judged has not failed.
        if (finding is Failed refused && refused.Cause != Causes.Credentials.Throttled)
        {
            decision.Repeated =
                decision.Noted(key) ?? decision.Note(key, failures.Note(key, refused, time.GetUtcNow()));
        }

        return finding;
    }

    private async ValueTask<Finding> JudgeAsync(
        Decision decision,
        PresentedCredentials presented,
        UInt128 key,
        CancellationToken cancellationToken
    )
    {
        var now = decision.Facts.ReceivedAt;
        if (remembered.Find(key, now) is { } entry)
        {
            // Read before the user is: a write that comes in between raises it again.
            var word = revocations.Current;
            if (entry.Word == word || await StillStandsAsync(entry, word, cancellationToken))
            {
                uses?.Hit();
                return entry.Finding;
            }

            remembered.Forget(key);
        }

        if (decision.Judged(key) is { } judged)
        {
            return judged;
        }

        if (failures.FindForgery(key, time.GetUtcNow()) is { } forgery)
        {
            return forgery;
        }

        uses?.Miss();
        decision.Verified = true;
        var before = revocations.Current;
        var finding = await presented.Scheme.AuthenticateAsync(decision, presented, cancellationToken);
        decision.Judge(key, finding);
        if (finding is Authenticated authenticated && authenticated.RememberUntil > now)
        {
            remembered.Remember(key, authenticated, before);
        }

        return finding;
    }

    private async ValueTask<bool> StillStandsAsync(
        RememberedEntry entry,
        long word,
        CancellationToken cancellationToken
    )
    {
        // A token may itself be what was revoked.
        if (
            entry.Finding.Principal is not { IsToken: false, UserId: { } id } principal
            || await users.FindUserAsync(id, cancellationToken) is not { } user
            || user.Epoch != principal.Epoch
        )
        {
            return false;
        }

        entry.Word = word;
        return true;
    }
}
