using Gatehouse.Decisions.Users;

namespace Gatehouse.Gateway.Configuration.Reloading;

/// <summary>A store with one user, or with none where the person is not signed in.</summary>
internal sealed class ImaginedUsers(ImaginedPerson person) : IUserDirectory
{
    /// <summary>The name by which the one user is found.</summary>
    public const string Name = "somebody";

    private readonly UserRecord? _user = person.Roles is null
        ? null
        : new UserRecord
        {
            Id = 1,
            Name = Name,
            Roles = person.Roles,
            Epoch = 0,
            CreatedAt = DateTimeOffset.UnixEpoch,
        };

    public ValueTask<UserRecord?> FindUserAsync(string canonicalName, CancellationToken cancellationToken) =>
        new(_user);

    public ValueTask<UserRecord?> FindUserAsync(long id, CancellationToken cancellationToken) => new(_user);

    public ValueTask<bool> RehashAsync(long id, string oldHash, string newHash, CancellationToken cancellationToken) =>
        new(false);
}
