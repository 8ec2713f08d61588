namespace Gatehouse.Decisions.Sessions;

/// <summary>Renews sign-ins at the provider that vouched for them, when what it gave has run out.</summary>
public interface ISessionRenewal
{
    /// <summary>
    /// The session, renewed where that was due: ended where the provider refused, unchanged where it is away; and when it
    /// is to be asked again, or null for never.
    /// </summary>
    ValueTask<(SessionRecord Session, DateTimeOffset? Due)> RenewAsync(
        SessionRecord session,
        DateTimeOffset now,
        CancellationToken cancellationToken
    );
}
