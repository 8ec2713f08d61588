using System.Collections.Frozen;
using System.Net;
using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Guessing;
using Gatehouse.Decisions.Journal;
using Gatehouse.Decisions.Keys;
using Gatehouse.Decisions.Principals;
using Gatehouse.Decisions.Routes;
using Gatehouse.Decisions.Users;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Decisions.Schemes.Key;

/// <summary>
/// API keys: in <c>Authorization: Key</c>, or in the field, query parameter or body field that the route names.
/// </summary>
public sealed class KeyScheme(IKeyDirectory keys, IUserDirectory users, CredentialTags tags, GuessGuard? guesses = null)
    : IScheme
{
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public string Name => "key";

    /// <inheritdoc/>
    public string AuthScheme => "Key";

    /// <inheritdoc/>
    public bool IsAmbient => false;

    /// <summary>Every cause that the scheme can find.</summary>
    public static IReadOnlyCollection<Cause> Finds { get; } =
    [
        Causes.Key.Unknown,
        Causes.Key.Expired,
        Causes.Key.Revoked,
        Causes.Key.AddressDenied,
        Causes.User.Disabled,
        Causes.User.Locked,
        Causes.Credentials.Throttled,
    ];

    /// <inheritdoc/>
    public IReadOnlyCollection<Cause> FoundCauses => Finds;

    /// <inheritdoc/>
    public Challenge? MakeChallenge(in ChallengeContext context) => Challenge.Create("Key", ("realm", context.Realm));

    /// <inheritdoc/>
    public async ValueTask<LocatedCredentials> LocateAsync(
        Decision decision,
        Route route,
        CancellationToken cancellationToken
    )
    {
        var facts = decision.Facts;
        var places = route.Key;
        var count = 0;
        string? value = null;
        var place = CredentialPlace.Header;
        if (places.Header is not null)
        {
            count = facts.Headers.Count(places.Header);
            value = count > 0 ? facts.Headers.First(places.Header) : null;
        }

        if (places.Query is not null)
        {
            var inQuery = QueryParameters.Count(facts.Path.Query, places.Query, out var text);
            place = value is null && inQuery > 0 ? CredentialPlace.Query : place;
            value ??= text;
            count += inQuery;
        }

        if (places.Body is not null && facts.Body is not null)
        {
            var inBody = BodyField.Count(
                facts.Body.ContentType,
                await facts.Body.PeekAsync(BodyField.Limit, cancellationToken),
                places.Body,
                out var text
            );
            place = value is null && inBody > 0 ? CredentialPlace.Body : place;
            value ??= text;
            count += inBody;
        }

        return count == 0 ? LocatedCredentials.None : new LocatedCredentials(count, value, place);
    }

    /// <inheritdoc/>
    public async ValueTask<Finding> AuthenticateAsync(
        Decision decision,
        PresentedCredentials credentials,
        CancellationToken cancellationToken
    )
    {
        var text = credentials.Value.Trim();
        if (!ApiKey.IsWellFormed(text))
        {
            return Unknown(decision, text, "not the text of one of our keys (prefix, length or checksum)");
        }

        var key = await keys.FindKeyAsync(ApiKey.Hash(text), cancellationToken);
        if (key is null)
        {
            return Unknown(decision, text, "well formed, but not in the store");
        }

        decision.KnownUser = key.UserName;
        return Ended(key, decision.Facts.ReceivedAt) ?? await OwnerAsync(decision, key, cancellationToken);
    }

    /// <inheritdoc/>
    public Failed? JudgeAgain(Decision decision, Principal principal)
    {
        if (KeyNetworks.Judge(decision, principal) is { } denied)
        {
            return denied;
        }

        if (principal.KeyId is { } id)
        {
            keys.NoteKeyUsed(id, decision.Facts.ReceivedAt);
        }

        return null;
    }

    // Nobody guesses a key: a good one is taken whatever was sent before it.
    private Failed Unknown(Decision decision, string text, string problem) =>
        guesses?.NoteWrongKey(decision.Facts.Client, text)
        ?? Finding.Failed(
            Causes.Key.Unknown,
            Evidence.ForOperator("problem", problem),
            Evidence.ForOperator("key-tag", tags.TagOf(text))
        );

    private static Failed? Ended(KeyRecord key, DateTimeOffset now)
    {
        if (key.RevokedAt is { } revoked)
        {
            return Finding.Failed(
                Causes.Key.Revoked,
                Evidence.ForOperator("key", key.Id),
                Evidence.ForOperator("user", key.UserName),
                Evidence.Instant("revoked", revoked, Disclosure.Caller)
            );
        }

        return key.ExpiresAt is { } ended && ended <= now
            ? Finding.Failed(
                Causes.Key.Expired,
                Evidence.ForOperator("key", key.Id),
                Evidence.ForOperator("user", key.UserName),
                Evidence.Instant("ended", ended, Disclosure.Caller),
                Evidence.Number("ago", (long)(now - ended).TotalSeconds, Disclosure.Caller)
            )
            : null;
    }

    private async ValueTask<Finding> OwnerAsync(Decision decision, KeyRecord key, CancellationToken cancellationToken)
    {
        var user = await users.FindUserAsync(key.UserId, cancellationToken);
        if (user is null)
        {
            return Finding.Failed(Causes.Key.Revoked, Evidence.ForOperator("key", key.Id));
        }

        // Whoever holds the key holds what the password would have proved.
        if (user.Disabled || user.Locked)
        {
            decision.ToldToOwner = true;
            return Finding.Failed(
                user.Disabled ? Causes.User.Disabled : Causes.User.Locked,
                Evidence.ForOperator("user", user.Name),
                Evidence.ForOperator("key", key.Id)
            );
        }

        var permissions = decision.Site.Roles.PermissionsOf(user.Roles);
        var until = decision.Facts.ReceivedAt + Remembered;
        return new Authenticated(
            new Principal
            {
                Kind = PrincipalKind.Key,
                Name = user.Name,
                UserId = user.Id,
                Email = user.Email,
                Roles = user.Roles,
                Permissions = key.Scopes is { } scopes
                    ? scopes.Where(permissions.Contains).ToFrozenSet(StringComparer.Ordinal)
                    : permissions,
                Scheme = "key",
                KeyId = key.Id,
                From = key.From.Count == 0 ? null : [.. key.From.Select(IPNetwork.Parse)],
                Epoch = user.Epoch,
            },
            "the key is known and in force",
            key.ExpiresAt is { } end && end < until ? end : until
        );
    }
}
