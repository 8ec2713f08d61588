using Gatehouse.Decisions;
using Gatehouse.Decisions.Users;
using Gatehouse.Gateway.Configuration;

namespace Gatehouse.Gateway.Serving;

/// <summary>
/// Keeps the store told of what the site offers of Digest, and its operator of who cannot use it: what is kept of a password
/// is good for one realm and algorithm.
/// </summary>
internal sealed class DigestOffer(IDigestAdministration store, Action<string> log)
{
    private const int MostNames = 20;

    public async Task FollowAsync(GatehouseConfiguration configuration)
    {
        var space = configuration.Digest.SpaceIn(configuration.Realm);
        if (!configuration.Routes.Any(route => route.Schemes.Contains("digest", StringComparer.Ordinal)))
        {
            return;
        }

        try
        {
            await store.NoteDigestSpaceAsync(space, CancellationToken.None);
            var names = await store.ListUnfitDigestUsersAsync(space, CancellationToken.None);
            if (names.Count > 0)
            {
                log(Sentence(space, names));
            }
        }
        catch (StoreUnavailableException exception)
        {
            log($"Whom Digest is kept for cannot be told: {exception.Message}");
        }
    }

    /// <summary>Who cannot use it, and what helps.</summary>
    public static string Sentence(DigestSpace space, IReadOnlyList<string> names)
    {
        var more = names.Count > MostNames ? $" and {names.Count - MostNames} more" : "";
        return $"What Digest needs ({space}) is not kept for {string.Join(", ", names.Take(MostNames))}{more}: "
            + "they cannot use it until their passwords are set again, or `gatehouse user digest NAME` is told them.";
    }
}
