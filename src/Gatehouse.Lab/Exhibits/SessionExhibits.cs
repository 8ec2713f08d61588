using System.Globalization;
using Gatehouse.Decisions.Sessions;
using Gatehouse.Lab.Hands;
using Gatehouse.Lab.Judging;
using Gatehouse.Lab.Steps;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Lab.Exhibits;

/// <summary>Sessions that are over, forgotten or unreadable.</summary>
internal sealed class SessionExhibits(LabParts parts) : IExhibitFamily
{
    private const string Forgotten = "forgotten";

    private readonly LabJudge _judge = parts.Judge;

    /// <inheritdoc/>
    public IEnumerable<Hand> Hands() =>
        [
            new(
                "session",
                "A new session's cookie value: ?user=alice, ?idle=SECONDS since it was last used, ?age=SECONDS since the sign-in.",
                context => MakeAsync(context.Request.Query)
            ),
            new(
                "session-end",
                $"POST ends the session of ?session=, ?by=signed-out, ended-by-operator, password-changed or another way; ?by={Forgotten} as if there had never been one.",
                context => new(End(context.Request))
            ),
            new SignInPage(_judge, parts.Addresses).Hand,
        ];

    /// <inheritdoc/>
    public IEnumerable<Exhibit> Exhibits() =>
        [
            Aged(
                Causes.Session.ExpiredIdle,
                "idle=3600",
                "Nothing was done in the session for an hour; it ends after half an hour.",
                "Signs in again, and goes back to where the person was."
            ),
            Aged(
                Causes.Session.ExpiredAbsolute,
                "age=46800",
                "The sign-in was thirteen hours ago, and a session lasts twelve hours, however busy it is.",
                "Signs in again, and goes back to where the person was."
            ),
            Ended(
                Causes.Session.Revoked,
                "ended-by-operator",
                "An operator ends the session while it is used.",
                "Signs in again; the old cookie will not work any more."
            ),
            Ended(
                Causes.Session.Unknown,
                Forgotten,
                "The server forgets the session, as one does that keeps them in memory and is started again.",
                "Signs in again."
            ),
            new()
            {
                Cause = Causes.Session.Unreadable,
                Scene = "The cookie was cut: it is no cookie of this site any more.",
                Client = "Drops the cookie and signs in again.",
                Routes = [ExhibitRoutes.For(Causes.Session.Unreadable, _judge.Session)],
                Provoke = [Ask.Get("/session.unreadable").Session("cut-off").Expect(401)],
                Cure = SignedIn("/session.unreadable"),
            },
        ];

    private static LabStep[] SignedIn(string path) =>
        [Ask.Get("/_lab/session?user=alice").Keep("fresh").Note("a new sign-in"), Ask.Get(path).Session("{fresh}")];

    private Exhibit Aged(Cause cause, string age, string scene, string client) =>
        new()
        {
            Cause = cause,
            Scene = scene,
            Client = client,
            Routes = [ExhibitRoutes.For(cause, _judge.Session)],
            Browser = [$"Open /{cause.Id} with the cookie: the browser is sent to the sign-in page."],
            Provoke =
            [
                Ask.Get("/_lab/session?user=alice&" + age).Keep("session"),
                Ask.Get("/" + cause.Id).Session("{session}").Expect(401),
            ],
            Cure = SignedIn("/" + cause.Id),
        };

    private Exhibit Ended(Cause cause, string by, string scene, string client) =>
        new()
        {
            Cause = cause,
            Scene = scene,
            Client = client,
            Routes = [ExhibitRoutes.For(cause, _judge.Session)],
            Provoke =
            [
                Ask.Get("/_lab/session?user=alice").Keep("session"),
                Ask.Get("/" + cause.Id).Session("{session}").Note("it works"),
                Ask.Post($"/_lab/session-end?session={{session}}&by={by}").Note("and is ended"),
                Ask.Get("/" + cause.Id).Session("{session}").Expect(401),
            ],
            Cure = SignedIn("/" + cause.Id),
        };

    private async ValueTask<string?> MakeAsync(IQueryCollection query)
    {
        var user = query["user"].ToString() is { Length: > 0 } given ? given : LabAccount.Alice;
        if (
            !TryRead(query["idle"].ToString(), out var idle)
            || !TryRead(query["age"].ToString(), out var age)
            || await _judge.Accounts.FindUserAsync(user, CancellationToken.None) is null
        )
        {
            return null;
        }

        var now = parts.Clock.GetUtcNow();
        var began = now - (age > idle ? age : idle);
        return await _judge.Sessions.BeginAsync(
            user,
            session => session with { StartedAt = began, AuthenticatedAt = began, LastUsedAt = now - idle }
        );
    }

    private string? End(HttpRequest request)
    {
        var session = request.Query["session"].ToString();
        var by = request.Query["by"].ToString();
        if (!HttpMethods.IsPost(request.Method))
        {
            return null;
        }

        var ended =
            by == Forgotten
                ? _judge.Sessions.Forget(session)
                : SessionEnds.Parse(by) is var end && end.ToName() == by && _judge.Sessions.End(session, end);
        return ended ? "ended\n" : null;
    }

    private static bool TryRead(string text, out TimeSpan time)
    {
        var seconds = 0;
        var reads =
            text.Length == 0 || int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seconds);
        time = TimeSpan.FromSeconds(seconds);
        return reads;
    }
}
