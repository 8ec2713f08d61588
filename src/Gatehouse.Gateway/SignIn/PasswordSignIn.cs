using Gatehouse.Decisions;
using Gatehouse.Decisions.SecondFactor;
using Gatehouse.Decisions.Users;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Gateway.SignIn;

/// <summary>
/// Goes on with a sign-in whose password was right: asks for the code of the second factor where the person has one, and
/// begins the session.
/// </summary>
internal sealed class PasswordSignIn(SignInServices services, SignInAnswers answers, SessionStarter starter)
{
    private static readonly string[] Password = [Assurance.Password];

    private static readonly string[] PasswordAndCode =
    [
        Assurance.Password,
        Assurance.OneTimeCode,
        Assurance.SeveralFactors,
    ];

    private readonly DeviceMemory _devices = new(services);

    /// <summary>
    /// Answers, unless <paramref name="user"/> is no longer as it was judged: then false. <paramref name="withCode"/> says
    /// that the code was given as well.
    /// </summary>
    public async Task<bool> GoOnAsync(
        HttpContext context,
        Decision decision,
        UserRecord user,
        string returnTo,
        bool withCode
    )
    {
        if (!withCode && await services.Factors.FindSecondFactorAsync(user.Id, context.RequestAborted) is not null)
        {
            await answers.AskForCodeAsync(context, decision, user, SecondFactorTicket.AfterPassword(user), returnTo);
            return true;
        }

        if (user.MustChangePassword)
        {
            await answers.AskForNewPasswordAsync(context, decision, user, returnTo, withCode);
            return true;
        }

        var started = await starter.StartAsync(
            context,
            decision,
            user,
            returnTo,
            session =>
                session with
                {
                    PasswordHash = user.PasswordHash,
                    Methods = withCode ? PasswordAndCode : Password,
                    AskedForNoFactor = !withCode,
                }
        );
        if (started)
        {
            await _devices.RememberAsync(context, decision, user);
        }

        return started;
    }
}
