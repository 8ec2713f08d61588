using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Journal;
using Gatehouse.Decisions.Users;
using Gatehouse.Protocol.Causes;
using Gatehouse.Providers.SignIn;

namespace Gatehouse.Gateway.SignIn.Oidc;

/// <summary>Finds whose account a provider's person has: by issuer and subject, never by a name or a mail address.</summary>
internal static class AccountLinks
{
    private const int LongestTold = 200;

    public static async Task<(UserRecord? User, Finding? Refusal)> FindAsync(
        IUserLinks links,
        OidcProvider provider,
        ProviderPerson person,
        CancellationToken cancellationToken
    )
    {
        var user = await links.FindLinkedUserAsync(provider.Issuer, person.Subject, cancellationToken);
        if (user is null && provider.Settings.CreatesAccounts)
        {
            var wanted = person.PreferredName ?? person.VerifiedEmail ?? person.Subject;
            if (!UserName.TryCanonicalise(wanted, out var name))
            {
                return (
                    null,
                    Unlinked(provider, person, "no user name can be made of the one that the provider gives")
                );
            }

            // Taken: by somebody of our own, or by the very same person in another window, who is then linked.
            await links.AddLinkedUserAsync(
                new NewUser(name, PasswordHash: null, person.VerifiedEmail, Roles: []),
                provider.Issuer,
                person.Subject,
                cancellationToken
            );
            user = await links.FindLinkedUserAsync(provider.Issuer, person.Subject, cancellationToken);
            if (user is null)
            {
                return (null, Unlinked(provider, person, $"the name {name} is another user's already"));
            }
        }

        return user switch
        {
            null => (null, Unlinked(provider, person, "the provider's accounts are `linked`, and this one is not")),
            { Disabled: true } => (user, Finding.Failed(Causes.User.Disabled, Evidence.ForOperator("user", user.Name))),
            { Locked: true } => (user, Finding.Failed(Causes.User.Locked, Evidence.ForOperator("user", user.Name))),
            _ => (user, null),
        };
    }

    private static Failed Unlinked(OidcProvider provider, ProviderPerson person, string problem) =>
        Finding.Failed(
            Causes.Provider.AccountUnlinked,
            Evidence.ForCaller(
                "identity",
                SafeText.Escape(person.PreferredName ?? person.VerifiedEmail ?? person.Subject, LongestTold)
            ),
            Evidence.ForOperator("provider", provider.Name),
            Evidence.ForOperator("issuer", provider.Issuer),
            Evidence.ForOperator("subject", SafeText.Escape(person.Subject, LongestTold)),
            Evidence.ForOperator("problem", problem)
        );
}
