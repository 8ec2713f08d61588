using System.Text;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Findings;
using Gatehouse.Lab.Hands;
using Gatehouse.Lab.Judging;
using Gatehouse.Lab.Serving;
using Gatehouse.Lab.Steps;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Lab.Exhibits;

/// <summary>Servers that are broken, busy, closed or set up in a way that nobody meant, until their operator acts.</summary>
internal sealed class ServerExhibits(LabParts parts) : IExhibitFamily
{
    private readonly LabJudge _judge = parts.Judge;

    /// <inheritdoc/>
    public IEnumerable<Hand> Hands() => [parts.Operator.Hand];

    /// <inheritdoc/>
    public IEnumerable<Exhibit> Exhibits() =>
        [
            Configuration(),
            Judged(
                Causes.Server.Error,
                "A part of the decision breaks on every request; what cannot be judged is refused.",
                "Waits, and tells whoever runs the site the reference.",
                Decide(
                    Causes.Server.Error,
                    _judge.Basic,
                    new LabCheck("broken", [], _ => throw new InvalidOperationException("this check breaks on purpose"))
                )
            ),
            Judged(
                Causes.Server.Busy,
                "So many passwords are being compared that there is no room for another one.",
                "Waits as long as Retry-After says, and tries again with the same password.",
                Decide(Causes.Server.Busy, _judge.BasicOver(_judge.Accounts, new LabPasswords { IsFull = true }))
            ),
            Judged(
                Causes.Server.StoreUnavailable,
                "The store in which the accounts are does not answer; what cannot be judged is refused.",
                "Waits as long as Retry-After says, and tries again.",
                Decide(
                    Causes.Server.StoreUnavailable,
                    _judge.BasicOver(new LabAccounts(parts.Clock) { IsGone = true }, _judge.Passwords)
                )
            ),
            Judged(
                Causes.Server.Maintenance,
                "The operator works on the site, and every request is told to come back later.",
                "Waits as long as Retry-After says; sessions and passwords stay good.",
                Decide(
                    Causes.Server.Maintenance,
                    _judge.Basic,
                    new LabCheck("maintenance", [Causes.Server.Maintenance], Maintained)
                )
            ),
            Misbehaving(
                Causes.Server.ProtectionUnintended,
                "The page is meant for everybody, and inherits a password from a folder above it.",
                "Tells whoever runs the site; asking people for a password that does not exist helps nobody.",
                _ => false,
                _ => true,
                Ask.Get("/server.protection-unintended")
            ),
            Misbehaving(
                Causes.Server.FileDenied,
                "The password is right, and the server's own account may not read the file: the server says 401.",
                "Sees that the same password works for another page, and tells whoever runs the site.",
                context => BadServer.IsAlice(context) && BadServer.IsBelow(context, "other"),
                BadServer.IsAlice,
                Ask.Get("/server.file-denied").Basic(LabAccount.Alice, LabAccount.Password),
                Ask.Get("/server.file-denied/other")
                    .Basic(LabAccount.Alice, LabAccount.Password)
                    .Note("the password is right")
            ),
            Misbehaving(
                Causes.Server.ErrorAs401,
                "The code that judges passwords breaks, and the framework makes a 401 of it: a right password and a wrong one look alike.",
                "Sees that good credentials are refused since a certain moment, and tells whoever runs the site.",
                _ => false,
                BadServer.IsAlice,
                Ask.Get("/server.error-as-401").Basic(LabAccount.Alice, LabAccount.Password)
            ),
            Misbehaving(
                Causes.Server.UserFileUnusable,
                "The server's file of users was saved as UTF-16, so that no line of it is found, and everybody is refused.",
                "Can do nothing; it tells whoever runs the site that right passwords are refused.",
                context => IsInFile(context, Encoding.Unicode.GetBytes(UserFile)),
                context => IsInFile(context, Encoding.UTF8.GetBytes(UserFile)),
                Ask.Get("/server.user-file-unusable").Basic(LabAccount.Alice, LabAccount.Password)
            ),
        ];

    private const string UserFile = LabAccount.Alice + ":" + LabAccount.Password + "\n";

    private Exhibit Configuration()
    {
        var cause = Causes.Server.Configuration;
        return Judged(
            cause,
            "What this address needs, the secret of its provider, is not in the file where the configuration says it is.",
            "Tells whoever runs the site the reference; trying again changes nothing.",
            _judge.Decide(
                [
                    ExhibitRoutes.For(cause, _judge.Basic) with
                    {
                        ClosedBecause = "the provider's secret cannot be read",
                    },
                ],
                parts.Addresses[LabPlace.Main]
            )
        );
    }

    private LabSite Decide(Cause cause, Gatehouse.Decisions.Schemes.IScheme scheme, params ICheck[] extra) =>
        _judge.Decide([ExhibitRoutes.For(cause, scheme)], parts.Addresses[LabPlace.Main], extra);

    private Exhibit Judged(Cause cause, string scene, string client, LabSite broken)
    {
        var sound = Decide(cause, _judge.Basic);
        var step = Ask.Get("/" + cause.Id).Basic(LabAccount.Alice, LabAccount.Password);
        return new()
        {
            Cause = cause,
            Scene = scene,
            Client = client,
            SiteNow = () => parts.Operator.IsBroken(cause) ? broken : sound,
            Provoke = [Ask.Post(LabOperator.ToBreak(cause)).Note("it breaks"), step.Expect(cause.Status)],
            Cure = [Ask.Post(LabOperator.ToRepair(cause)).Note("the operator has repaired it"), step],
        };
    }

    private Exhibit Misbehaving(
        Cause cause,
        string scene,
        string client,
        Func<HttpContext, bool> brokenAdmits,
        Func<HttpContext, bool> soundAdmits,
        LabStep step,
        params LabStep[] before
    ) =>
        new()
        {
            Cause = cause,
            Scene = scene,
            Client = client,
            Handler = context =>
                (parts.Operator.IsBroken(cause) ? brokenAdmits : soundAdmits)(context)
                    ? LabAnswers.CuredAsync(context, cause, BadServer.IsAlice(context) ? LabAccount.Alice : null)
                    : BadServer.RefuseAsync(
                        context,
                        StatusCodes.Status401Unauthorized,
                        BadServer.BasicChallenge,
                        "Unauthorized"
                    ),
            Provoke =
            [
                Ask.Post(LabOperator.ToBreak(cause)).Note("it breaks"),
                .. before,
                step.Expect(StatusCodes.Status401Unauthorized),
            ],
            Cure = [Ask.Post(LabOperator.ToRepair(cause)).Note("the operator has repaired it"), step],
        };

    private static Finding Maintained(Decision decision) =>
        Finding.Unanswerable(
            Causes.Server.Maintenance,
            Evidence.Number("retry-after", 5, Disclosure.Caller),
            Evidence.Instant("until", decision.Facts.ReceivedAt.AddSeconds(5), Disclosure.Caller)
        );

    private static bool IsInFile(HttpContext context, ReadOnlySpan<byte> file)
    {
        if (!BadServer.IsAlice(context))
        {
            return false;
        }

        foreach (var line in Encoding.UTF8.GetString(file).Split('\n'))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && line[..colon] == LabAccount.Alice && line[(colon + 1)..] == LabAccount.Password)
            {
                return true;
            }
        }

        return false;
    }
}
