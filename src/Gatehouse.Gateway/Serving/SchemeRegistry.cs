using Gatehouse.Decisions.Journal;
using Gatehouse.Decisions.Keys;
using Gatehouse.Decisions.Passwords;
using Gatehouse.Decisions.Schemes;
using Gatehouse.Decisions.Schemes.Basic;
using Gatehouse.Decisions.Schemes.Bearer;
using Gatehouse.Decisions.Schemes.Key;
using Gatehouse.Decisions.Schemes.Session;
using Gatehouse.Decisions.Sessions;
using Gatehouse.Decisions.Users;

namespace Gatehouse.Gateway.Serving;

/// <summary>The schemes that a route can offer: to add one is to add its folder and a line here.</summary>
internal static class SchemeRegistry
{
    public static IReadOnlyDictionary<string, IScheme> Create(
        IUserDirectory users,
        IKeyDirectory keys,
        ISessionDirectory sessions,
        PasswordJudge passwords,
        CredentialTags tags,
        ISessionRenewal? renewal = null
    ) =>
        (
            (IScheme[])
                [
                    new BasicScheme(passwords),
                    new KeyScheme(keys, users, tags),
                    new BearerScheme(),
                    new SessionScheme(sessions, users, renewal),
                ]
        ).ToDictionary(scheme => scheme.Name, StringComparer.Ordinal);
}
