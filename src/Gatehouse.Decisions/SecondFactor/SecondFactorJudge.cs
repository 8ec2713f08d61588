using System.Globalization;
using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Guessing;
using Gatehouse.Decisions.Secrets;
using Gatehouse.Decisions.Users;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Decisions.SecondFactor;

/// <summary>
/// Judges the codes of second factors: those of a device, one step of time to either side, and recovery codes. Each is good
/// once.
/// </summary>
public sealed class SecondFactorJudge(ISecondFactors factors, Seal seal, GuessGuard guesses)
{
    // How far off the clock of a device may be for the operator to be told.
    private const long StepsLookedAt = 20;

    /// <summary>Every cause that it can find.</summary>
    public static IReadOnlyCollection<Cause> Finds { get; } = [Causes.Mfa.Wrong, Causes.Credentials.Throttled];

    /// <summary>Null where the code is right, and is then used up; otherwise why not.</summary>
    public async ValueTask<Finding?> JudgeAsync(
        UserRecord user,
        SecondFactorRecord factor,
        string given,
        RequestFacts facts,
        CancellationToken cancellationToken
    )
    {
        var answer = await guesses.AskAsync(
            new GuessAttempt
            {
                Name = user.Name,
                UserId = user.Id,
                Client = facts.Client,
                Facts = facts,
                IsCode = true,
            },
            cancellationToken
        );
        if (answer.Refusal is { } held)
        {
            return held;
        }

        using var permit = answer.Permit!;
        // As people write them down: in groups.
        var digits = string.Concat(given.Where(static c => c is not (' ' or '-' or '\u00A0')));
        var finding = digits.Length switch
        {
            OneTimeCodes.Length => await JudgeCodeAsync(user, factor, digits, facts.ReceivedAt, cancellationToken),
            RecoveryCodes.Length when digits.All(char.IsAsciiDigit) => await JudgeRecoveryAsync(
                user,
                digits,
                cancellationToken
            ),
            _ => Wrong(user, "neither the six digits of a code nor the twenty of a recovery code"),
        };
        if (finding is null)
        {
            permit.Succeeded();
        }
        else if (finding is Failed)
        {
            await permit.FailedAsync(cancellationToken);
        }

        return finding;
    }

    /// <summary>The secret of a device, sealed for a user's row in the store.</summary>
    public byte[] Close(OneTimeCodes device, long userId) => seal.Close(PurposeOf(userId), device.Secret.Span);

    private async ValueTask<Finding?> JudgeCodeAsync(
        UserRecord user,
        SecondFactorRecord factor,
        string code,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        if (seal.Open(PurposeOf(user.Id), factor.Sealed.Span) is not { } secret)
        {
            return Finding.Unanswerable(
                Causes.Server.Error,
                Evidence.ForOperator("user", user.Name),
                Evidence.ForOperator("problem", "the second factor's secret was not sealed with a key of this site")
            );
        }

        var device = new OneTimeCodes(secret);
        var step = OneTimeCodes.StepOf(now);
        if (
            device.Find(code, Math.Max(step - 1, factor.LastStep + 1), step + 1, step) is { } found
            && await factors.UseStepAsync(factor, found, cancellationToken)
        )
        {
            return null;
        }

        return Wrong(
            user,
            ProblemOf(factor, step, device.Find(code, step - StepsLookedAt, step + StepsLookedAt, step))
        );
    }

    private async ValueTask<Finding?> JudgeRecoveryAsync(
        UserRecord user,
        string digits,
        CancellationToken cancellationToken
    ) =>
        await factors.UseRecoveryCodeAsync(user.Id, RecoveryCodes.Hash(digits), cancellationToken)
            ? null
            : Wrong(user, "no recovery code of the user's, or one that was used");

    // To the operator alone: to whoever guesses it would say how near the guess was.
    private static string ProblemOf(SecondFactorRecord factor, long step, long? found) =>
        found switch
        {
            _ when factor.LastStep > step + 1 =>
                "a code of a later time was used before: the clock of this server was set back, or ran ahead",
            null => "not the code of any time within ten minutes",
            { } near when Math.Abs(near - step) <= 1 => "the code was used before",
            { } near => string.Create(
                CultureInfo.InvariantCulture,
                $"the code of about {Math.Abs(near - step) * (long)OneTimeCodes.Period.TotalSeconds} s {(near < step ? "ago: the clock of the device is behind ours" : "from now: the clock of the device is ahead of ours")}"
            ),
        };

    private static Failed Wrong(UserRecord user, string problem) =>
        Finding.Failed(
            Causes.Mfa.Wrong,
            Evidence.ForOperator("user", user.Name),
            Evidence.ForOperator("problem", problem)
        );

    private static string PurposeOf(long userId) =>
        string.Create(CultureInfo.InvariantCulture, $"second factor of user {userId}");
}
