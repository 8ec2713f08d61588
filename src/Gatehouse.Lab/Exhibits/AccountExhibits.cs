using Gatehouse.Lab.Judging;
using Gatehouse.Lab.Steps;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Lab.Exhibits;

/// <summary>Accounts that are unknown, closed or locked, and passwords that are wrong or too old.</summary>
internal sealed class AccountExhibits(LabParts parts) : IExhibitFamily
{
    private readonly LabJudge _judge = parts.Judge;

    /// <inheritdoc/>
    public IEnumerable<Exhibit> Exhibits() =>
        [
            Judged(
                Causes.User.Unknown,
                "Nobody here has that name. The answer is the one of a wrong password, in every part of it.",
                "Asks the person for name and password again.",
                "alicia"
            ),
            Judged(
                Causes.User.Disabled,
                "The password is right, and the account is disabled. That is told to nobody who has not given the right password.",
                "Tells the person to write to the site; it does not try again.",
                LabAccount.Disabled
            ),
            Judged(
                Causes.User.Locked,
                "The password is right, and an operator has locked the account.",
                "Tells the person to write to the site; it does not try again.",
                LabAccount.Locked
            ),
            Judged(
                Causes.Password.Wrong,
                "The name is known, the password is not the one.",
                "Asks the person again, once.",
                LabAccount.Alice,
                "sesame-open"
            ),
            Judged(
                Causes.Password.Expired,
                "The password is right, but an operator wants it changed before it opens anything.",
                "Leads the person to where the password is changed.",
                LabAccount.Expired
            ),
        ];

    private Exhibit Judged(
        Cause cause,
        string scene,
        string client,
        string user,
        string password = LabAccount.Password
    ) =>
        new()
        {
            Cause = cause,
            Scene = scene,
            Client = client,
            Told = cause.ToldToOwner ? cause : cause.Public,
            Routes = [ExhibitRoutes.For(cause, _judge.Basic)],
            Provoke = [Ask.Get("/" + cause.Id).Basic(user, password).Expect(401)],
            Cure =
            [
                Ask.Get("/" + cause.Id)
                    .Basic(LabAccount.Alice, LabAccount.Password)
                    .Note("with an account that is in order"),
            ],
        };
}
