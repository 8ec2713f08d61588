using Gatehouse.Doctor.Rules;
using Gatehouse.Doctor.ServerFiles;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Lint.Php;

/// <summary>The session settings of php.ini, also where Apache's files set them.</summary>
internal sealed class SessionSettings : LintCheck
{
    private const int Short = 300;

    public override IEnumerable<Fault> Examine(GivenFiles files)
    {
        var settings = new Dictionary<string, Directive>(StringComparer.OrdinalIgnoreCase);
        foreach (var setting in files.Of(ServerFileKind.PhpIni).SelectMany(file => file.Root.Children))
        {
            settings[setting.Name] = setting;
        }

        foreach (
            var setting in files
                .Of(ServerFileKind.Apache)
                .SelectMany(file => file.Root.All())
                .Where(each =>
                    each.Name.StartsWith("php_", StringComparison.OrdinalIgnoreCase)
                    && each[0].StartsWith("session.", StringComparison.Ordinal)
                )
        )
        {
            settings[setting[0]] = new Directive(setting.File, setting.Line, setting[0], [setting[1]]);
        }

        foreach (var fault in Lifetimes(settings).Concat(Cookies(settings)))
        {
            yield return fault;
        }
    }

    private static IEnumerable<Fault> Lifetimes(Dictionary<string, Directive> settings)
    {
        if (settings.GetValueOrDefault("session.gc_maxlifetime") is { } idle && Number(idle) is { } seconds)
        {
            if (seconds is > 0 and < Short)
            {
                yield return Ill(
                    idle,
                    Causes.Session.ExpiredIdle,
                    Strength.Decisive,
                    $"A session that is not used for {idle[0]} seconds is thrown away",
                    "session.gc_maxlifetime = 1440"
                );
            }
            else if (seconds == 1440)
            {
                yield return Remark(
                    idle,
                    $"1440 seconds is PHP's own default; it counts from the last use, and other applications with the same folder may end sessions sooner",
                    null
                );
            }
        }

        if (settings.GetValueOrDefault("session.cookie_lifetime") is { } cookie && Number(cookie) is { } life)
        {
            if (life is > 0 and < Short)
            {
                yield return Ill(
                    cookie,
                    Causes.Cookie.Expired,
                    Strength.Decisive,
                    $"The session's cookie ends {cookie[0]} seconds after it was first set, used or not",
                    "session.cookie_lifetime = 0"
                );
            }
            else if (life == 0)
            {
                yield return Remark(
                    cookie,
                    $"0 is PHP's own default: the cookie lasts until the browser is closed",
                    null
                );
            }
            else if (
                life > 0
                && settings.GetValueOrDefault("session.gc_maxlifetime") is { } kept
                && Number(kept) < life
            )
            {
                yield return Remark(
                    cookie,
                    $"The cookie outlives the session's data of {kept[0]} seconds",
                    $"session.gc_maxlifetime = {cookie[0]}"
                );
            }
        }
    }

    private static IEnumerable<Fault> Cookies(Dictionary<string, Directive> settings)
    {
        var secure = settings.GetValueOrDefault("session.cookie_secure");
        if (settings.GetValueOrDefault("session.cookie_samesite") is { } sameSite)
        {
            if (sameSite[0].Equals("None", StringComparison.OrdinalIgnoreCase) && (secure is null || !IsOn(secure)))
            {
                yield return Ill(
                    sameSite,
                    Causes.Cookie.Blocked,
                    Strength.Decisive,
                    $"Browsers drop a cookie with SameSite=None that is not Secure",
                    "session.cookie_secure = 1"
                );
            }
            else if (sameSite[0].Equals("Strict", StringComparison.OrdinalIgnoreCase))
            {
                yield return Ill(
                    sameSite,
                    Causes.Cookie.NotSentSamesite,
                    Strength.Strong,
                    $"With Strict whoever comes from another site, a sign-in provider for example, comes without the session",
                    "session.cookie_samesite = Lax"
                );
            }
        }

        if (settings.GetValueOrDefault("session.use_cookies") is { } use && IsOff(use))
        {
            yield return Ill(
                use,
                Causes.Session.Unknown,
                Strength.Decisive,
                $"No cookie carries the session: each request begins a new one",
                "session.use_cookies = 1"
            );
        }

        if (settings.GetValueOrDefault("session.use_only_cookies") is { } only && IsOff(only))
        {
            yield return Remark(
                only,
                $"A session may then be given in the address, where it leaks",
                "session.use_only_cookies = 1"
            );
        }

        if (
            settings.GetValueOrDefault("session.cookie_domain") is { } domain
            && domain[0].Length > 0
            && (
                domain[0].Contains("://", StringComparison.Ordinal)
                || domain[0].Contains(':', StringComparison.Ordinal)
                || domain[0].Contains('/', StringComparison.Ordinal)
                || domain[0].Trim('.') == "localhost"
            )
        )
        {
            yield return Ill(
                domain,
                Causes.Cookie.NotSentDomain,
                Strength.Decisive,
                $"{domain[0]} is no domain: browsers drop the cookie",
                "session.cookie_domain ="
            );
        }

        if (settings.GetValueOrDefault("session.cookie_path") is { } path && path[0].Length > 1)
        {
            yield return Ill(
                path,
                Causes.Cookie.NotSentPath,
                Strength.Strong,
                $"The session's cookie is sent to addresses under {path[0]} alone",
                "session.cookie_path = /"
            );
        }

        if (settings.GetValueOrDefault("session.referer_check") is { } referer && referer[0].Length > 0)
        {
            yield return Ill(
                referer,
                Causes.Session.Unknown,
                Strength.Strong,
                $"A session is thrown away where the request's Referer does not hold {referer[0]}, and many requests have none",
                "session.referer_check ="
            );
        }

        if (secure is not null && IsOff(secure))
        {
            yield return Remark(secure, $"The session's cookie goes over plain http too", "session.cookie_secure = 1");
        }
    }

    private static int? Number(Directive setting) =>
        int.TryParse(setting[0], System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool IsOn(Directive setting) => setting[0].ToLowerInvariant() is "1" or "on" or "true" or "yes";

    private static bool IsOff(Directive setting) => setting[0].ToLowerInvariant() is "0" or "off" or "false" or "no";
}
