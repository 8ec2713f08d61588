using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Passwords;
using Gatehouse.Decisions.Principals;
using Gatehouse.Decisions.Routes;
using Gatehouse.Decisions.Users;
using Gatehouse.Protocol.Basic;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Decisions.Schemes.Basic;

/// <summary>Name and password with every request (RFC 7617).</summary>
public sealed class BasicScheme(PasswordJudge judge) : IScheme
{
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public string Name => "basic";

    /// <inheritdoc/>
    public string AuthScheme => "Basic";

    /// <inheritdoc/>
    public bool IsAmbient => false;

    /// <inheritdoc/>
    public bool CarriesPassword => true;

    /// <summary>Every cause that the scheme can find.</summary>
    public static IReadOnlyCollection<Cause> Finds { get; } = [Causes.Credentials.Unreadable, .. PasswordJudge.Finds];

    /// <inheritdoc/>
    public IReadOnlyCollection<Cause> FoundCauses => Finds;

    /// <inheritdoc/>
    public Challenge? MakeChallenge(in ChallengeContext context) =>
        // A script's request must not make the browser's own box appear where people sign in on a page.
        context.Route.OffersSession && BrowserRequest.IsScript(context.Facts)
            ? null
            : Challenge.Create("Basic", ("realm", context.Realm), ("charset", "UTF-8"));

    /// <inheritdoc/>
    public ValueTask<LocatedCredentials> LocateAsync(
        Decision decision,
        Route route,
        CancellationToken cancellationToken
    ) => new(LocatedCredentials.None);

    /// <inheritdoc/>
    public async ValueTask<Finding> AuthenticateAsync(
        Decision decision,
        PresentedCredentials credentials,
        CancellationToken cancellationToken
    )
    {
        if (!BasicCredentials.TryDecode(credentials.Value, out var name, out var password, out var fault))
        {
            return Finding.Failed(Causes.Credentials.Unreadable, Evidence.ForCaller("problem", Describe(fault)));
        }

        var judged = await judge.JudgeAsync(name, password, decision.Facts, cancellationToken);
        decision.KnownUser = judged.User?.Name;
        if (judged.Refusal is { } refusal)
        {
            decision.ToldToOwner = judged.Proved;
            return refusal;
        }

        judge.NoteSignIn(judged.User!, decision.Facts.Client);
        return new Authenticated(
            PrincipalOf(decision.Site, judged.User!),
            "the password is the user's",
            decision.Facts.ReceivedAt + Remembered
        );
    }

    /// <inheritdoc/>
    public Failed? JudgeAgain(Decision decision, Principal principal) => null;

    private static Principal PrincipalOf(Site site, UserRecord user) =>
        new()
        {
            Kind = PrincipalKind.Person,
            Name = user.Name,
            UserId = user.Id,
            Email = user.Email,
            Roles = user.Roles,
            Permissions = site.Roles.PermissionsOf(user.Roles),
            Scheme = "basic",
            AttachedByBrowser = true,
            Epoch = user.Epoch,
        };

    private static string Describe(BasicFault fault) =>
        fault switch
        {
            BasicFault.Empty => "nothing follows the scheme's name",
            BasicFault.NotBase64 => "not Base64 (RFC 4648 section 4)",
            BasicFault.NotUtf8 => "not UTF-8",
            BasicFault.NoColon => "no colon between name and password",
            BasicFault.ControlCharacter => "a control character",
            BasicFault.TooLong => "longer than 8 KiB",
            _ => "it cannot be read",
        };
}
