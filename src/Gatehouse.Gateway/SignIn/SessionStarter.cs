using Gatehouse.Decisions;
using Gatehouse.Decisions.Journal;
using Gatehouse.Decisions.Sessions;
using Gatehouse.Decisions.Users;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Gateway.SignIn;

/// <summary>Completes a sign-in, whichever way it came about: the old session ends, a new one begins under a new id.</summary>
internal sealed class SessionStarter(ISessionAdministration sessions, Action started)
{
    private const int LongestBrowser = 120;

    /// <summary>
    /// Begins a session, sets its cookie and sends the person where they were going. <paramref name="change"/> adds what
    /// was said of the sign-in. False where <paramref name="user"/> is no longer as it was judged: nothing is answered then.
    /// </summary>
    public async Task<bool> StartAsync(
        HttpContext context,
        Decision decision,
        UserRecord user,
        string returnTo,
        Func<NewSession, NewSession> change
    )
    {
        if (await BeginAsync(context, decision, user, change) is null)
        {
            return false;
        }

        SendOn(context, returnTo);
        return true;
    }

    /// <summary>Begins a session and sets its cookie; its public id, or null where <see cref="StartAsync"/> says false.</summary>
    public async Task<string?> BeginAsync(
        HttpContext context,
        Decision decision,
        UserRecord user,
        Func<NewSession, NewSession> change
    )
    {
        var facts = decision.Facts;
        var cookie = SessionText.Create();
        var session = new NewSession(
            SessionText.CreateId(),
            SessionText.Hash(cookie),
            user.Id,
            facts.Client.ToString(),
            BrowserOf(facts.Headers.First("User-Agent"))
        )
        {
            Replaces = HashOfPresent(decision),
        };
        if (!await sessions.StartSessionAsync(change(session), context.RequestAborted))
        {
            return null;
        }

        started();
        CookieWriter.SetSession(context, facts, decision.Site.Sessions, cookie);
        return session.Id;
    }

    /// <summary>Sends the person where they were going.</summary>
    public static void SendOn(HttpContext context, string returnTo)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = SignInAddress.OwnPathOr(returnTo, "/");
        context.Response.Headers.CacheControl = "no-store";
    }

    /// <summary>The hash of the cookie that the browser has now, or null.</summary>
    public static byte[]? HashOfPresent(Decision decision) =>
        SessionCookie.NameFor(decision.Facts, decision.Site.Sessions) is { } name
        && SessionCookie.TryFind(decision.Facts, name, out var line, out var start, out var length)
        && SessionText.IsWellFormed(line.AsSpan(start, length))
            ? SessionText.Hash(line.AsSpan(start, length))
            : null;

    /// <summary>A browser in words: "Firefox, Linux" tells people more than the whole field, which names every browser.</summary>
    public static string BrowserOf(string? agent)
    {
        if (string.IsNullOrEmpty(agent))
        {
            return "";
        }

        var name = Named(
            agent,
            ("Edg/", "Edge"),
            ("OPR/", "Opera"),
            ("Firefox/", "Firefox"),
            ("Chrome/", "Chrome"),
            ("Safari/", "Safari"),
            ("curl/", "curl")
        );
        var system = Named(
            agent,
            ("Android", "Android"),
            ("iPhone", "iPhone"),
            ("iPad", "iPad"),
            ("Windows", "Windows"),
            ("Mac OS X", "macOS"),
            ("Linux", "Linux")
        );
        return name is null ? SafeText.Escape(agent, LongestBrowser)
            : system is null ? name
            : $"{name}, {system}";
    }

    private static string? Named(string agent, params ReadOnlySpan<(string Sign, string Name)> known)
    {
        foreach (var (sign, name) in known)
        {
            if (agent.Contains(sign, StringComparison.Ordinal))
            {
                return name;
            }
        }

        return null;
    }
}
