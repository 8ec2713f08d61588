using System.Collections.Concurrent;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Secrets;
using Gatehouse.Decisions.Sessions;
using Gatehouse.Protocol.Causes;
using Gatehouse.Providers.SignIn;

namespace Gatehouse.Gateway.SignIn.Oidc;

/// <summary>
/// Renews sign-ins at their providers when what these gave has run out: at the next request, once at a time, by one
/// process. A provider's no ends the session; a provider that is away changes nothing.
/// </summary>
internal sealed class SessionRenewal(
    ISessionAdministration sessions,
    Seal seal,
    Func<OidcProviders> providers,
    TimeProvider time,
    Action<string> log
) : ISessionRenewal
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    // Longer than a process takes that has begun and still lives.
    private static readonly TimeSpan ClaimHolds = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Lazy<Task<(SessionRecord, DateTimeOffset?)>>> _running = new(
        StringComparer.Ordinal
    );

    private readonly ConcurrentDictionary<string, DateTimeOffset> _pauses = new(StringComparer.Ordinal);

    public async ValueTask<(SessionRecord Session, DateTimeOffset? Due)> RenewAsync(
        SessionRecord session,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        if (
            session is not { Sealed: { } closed, Provider: { } name }
            || SealedSignIn.Open(seal, session.Id, closed.Span) is not { Due: { } due, RefreshToken: not null } kept
            || providers().Find(name) is not { Client: { } client } provider
        )
        {
            return (session, null);
        }

        if (now < due)
        {
            return (session, due);
        }

        if (_pauses.TryGetValue(name, out var until) && now < until)
        {
            return (session, until);
        }

        if (kept.ClaimedAt is { } claimed && now < claimed + ClaimHolds)
        {
            return (session, now + LookAgain);
        }

        // For all who wait: that one of them goes away must not end it.
        var running = _running.GetOrAdd(
            session.Id,
            _ => new Lazy<Task<(SessionRecord, DateTimeOffset?)>>(() =>
                AskOnceAsync(session, closed, kept, provider, client)
            )
        );
        return await running.Value.WaitAsync(cancellationToken);
    }

    private async Task<(SessionRecord, DateTimeOffset?)> AskOnceAsync(
        SessionRecord session,
        ReadOnlyMemory<byte> closed,
        SealedSignIn kept,
        OidcProvider provider,
        OidcClient client
    )
    {
        try
        {
            return await AskAsync(session, closed, kept, provider, client);
        }
        finally
        {
            _running.TryRemove(session.Id, out _);
        }
    }

    private async Task<(SessionRecord, DateTimeOffset?)> AskAsync(
        SessionRecord session,
        ReadOnlyMemory<byte> closed,
        SealedSignIn kept,
        OidcProvider provider,
        OidcClient client
    )
    {
        var now = time.GetUtcNow();

        // A refresh token may count once: of several processes one asks, and the others look again.
        ReadOnlyMemory<byte> claim = (kept with { ClaimedAt = now }).Close(seal, session.Id);
        if (!await SaveAsync(session, closed, claim, session.Roles))
        {
            return (await AgainAsync(session), now + LookAgain);
        }

        var renewed = await client.RenewAsync(kept.RefreshToken!, CancellationToken.None);
        if (renewed.Value is not { } tokens)
        {
            return await RefusedAsync(session, claim, kept, provider, renewed.Refusal!);
        }

        var identified = await client.IdentifyAsync(
            tokens,
            new SignInDemand(Nonce: null, MaxAge: null, session.Subject),
            CancellationToken.None
        );
        var next = SealedSignIn.Of(tokens, now, kept);
        if (identified.Refusal is { } refusal)
        {
            // The new refresh token is kept: the old one may not count any more.
            return await RefusedAsync(session, claim, next with { Due = now }, provider, refusal);
        }

        var saysRoles = tokens.IdToken is not null || client.KnownMetadata?.UserInfo is not null;
        await SaveAsync(
            session,
            claim,
            next.Close(seal, session.Id),
            saysRoles ? provider.RolesFor(identified.Value!) : session.Roles
        );
        return (await AgainAsync(session), next.Due);
    }

    private async Task<(SessionRecord, DateTimeOffset?)> RefusedAsync(
        SessionRecord session,
        ReadOnlyMemory<byte> claim,
        SealedSignIn next,
        OidcProvider provider,
        Finding refusal
    )
    {
        if (refusal is Failed { Cause: var cause } && cause == Causes.Provider.LoginFailed)
        {
            await sessions.EndSessionAsync(session.Id, SessionEnd.EndedByProvider, CancellationToken.None);
            return (await AgainAsync(session), null);
        }

        var problem = (refusal as Unanswerable)?.Evidence.FirstOrDefault(piece => piece.Name == "problem").Value;
        log($"A sign-in could not be renewed at the provider {provider.Name}, and goes on: {problem}");
        await SaveAsync(session, claim, next.Close(seal, session.Id), session.Roles);
        var until = time.GetUtcNow() + Pause;
        _pauses[provider.Name] = until;
        return (await AgainAsync(session), until);
    }

    private ValueTask<bool> SaveAsync(
        SessionRecord session,
        ReadOnlyMemory<byte> expected,
        ReadOnlyMemory<byte> renewed,
        IReadOnlyList<string>? roles
    ) => sessions.RenewSessionAsync(session.Id, expected, renewed, roles, CancellationToken.None);

    private async Task<SessionRecord> AgainAsync(SessionRecord session) =>
        await sessions.FindSessionByIdAsync(session.Id, CancellationToken.None) ?? session;
}
