using Gatehouse.Decisions;
using Gatehouse.Decisions.SecondFactor;
using Gatehouse.Decisions.Sessions;
using Gatehouse.Decisions.Users;
using Gatehouse.Gateway.SignIn.Oidc;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Gateway.SignIn;

/// <summary>
/// Makes a session one with two factors, once the code was given too: another one, under another id and cookie, that goes
/// on with what the old one was, its beginning and the time of its sign-in included.
/// </summary>
internal sealed class StrongerSession(SignInServices services, SessionStarter starter)
{
    /// <summary>
    /// Begins it and sets its cookie; its public id, or null where the old one has ended, or is being renewed at its
    /// provider at this moment.
    /// </summary>
    public async Task<string?> BeginAsync(HttpContext context, Decision decision, UserRecord user, string id)
    {
        var old = await services.Sessions.FindSessionByIdAsync(id, context.RequestAborted);
        if (old is null || old.UserId != user.Id)
        {
            return null;
        }

        SealedSignIn? kept = null;
        if (old.Sealed is { } closed)
        {
            kept = SealedSignIn.Open(services.Seal, old.Id, closed.Span);
            if (kept?.ClaimedAt is not null)
            {
                return null;
            }
        }

        return await starter.BeginAsync(
            context,
            decision,
            user,
            session =>
                session with
                {
                    Continues = old,
                    AuthenticatedAt = old.AuthenticatedAt,
                    Provider = old.Provider,
                    Subject = old.Subject,
                    ProviderSession = old.ProviderSession,
                    Roles = old.Roles,
                    Acr = old.Acr,
                    Sealed = kept is null ? default(ReadOnlyMemory<byte>?) : kept.Close(services.Seal, session.Id),
                    Methods =
                    [
                        .. old
                            .Methods.Append(Assurance.OneTimeCode)
                            .Append(Assurance.SeveralFactors)
                            .Distinct(StringComparer.Ordinal),
                    ],
                }
        );
    }
}
