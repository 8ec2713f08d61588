namespace Gatehouse.Decisions.Users;

/// <summary>Who people are at providers: an issuer and its name for the person (<c>iss</c> and <c>sub</c>), never a mail address.</summary>
public interface IUserLinks
{
    /// <summary>The user whom this person of an issuer is, or null.</summary>
    ValueTask<UserRecord?> FindLinkedUserAsync(string issuer, string subject, CancellationToken cancellationToken);

    /// <summary>Links a person of an issuer to a user; false where that person is linked already.</summary>
    ValueTask<bool> LinkUserAsync(string issuer, string subject, long userId, CancellationToken cancellationToken);

    /// <summary>Adds a user who is this person of an issuer; false where the canonical name is taken.</summary>
    ValueTask<bool> AddLinkedUserAsync(
        NewUser user,
        string issuer,
        string subject,
        CancellationToken cancellationToken
    );
}
