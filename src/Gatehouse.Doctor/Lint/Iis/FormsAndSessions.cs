using Gatehouse.Doctor.Rules;
using Gatehouse.Doctor.ServerFiles;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Lint.Iis;

/// <summary>Forms authentication and sessions: redirects for programs, short lifetimes, keys that each server makes for itself.</summary>
internal sealed class FormsAndSessions : WebConfigCheck
{
    private const int Short = 5;

    protected override IEnumerable<Fault> Examine(ServerFile file, System.Xml.Linq.XElement root)
    {
        foreach (var forms in All(root, "forms"))
        {
            if (Minutes(Of(forms, "timeout")) is > 0 and < Short)
            {
                yield return Ill(
                    Place(file, forms),
                    Causes.Session.ExpiredIdle,
                    Strength.Strong,
                    $"A sign-in lasts {Of(forms, "timeout")} minutes only",
                    "<forms timeout=\"30\" slidingExpiration=\"true\" />"
                );
            }

            yield return Remark(
                Place(file, forms),
                $"Whoever is not signed in is sent to {Of(forms, "loginUrl")}: programs get a redirect in place of 401",
                null
            );
        }

        foreach (var session in All(root, "sessionState"))
        {
            if (Minutes(Of(session, "timeout")) is > 0 and < Short)
            {
                yield return Ill(
                    Place(file, session),
                    Causes.Session.ExpiredIdle,
                    Strength.Strong,
                    $"A session lasts {Of(session, "timeout")} minutes only",
                    "<sessionState timeout=\"20\" />"
                );
            }

            if (Of(session, "cookieless").Equals("UseUri", StringComparison.OrdinalIgnoreCase))
            {
                yield return Remark(
                    Place(file, session),
                    $"The session stands in the address, where it leaks and is lost with each link",
                    "<sessionState cookieless=\"UseCookies\" />"
                );
            }
        }

        foreach (var cookie in All(root, "httpCookies").Concat(All(root, "sessionState")).Concat(All(root, "forms")))
        {
            var sameSite = Of(cookie, "sameSite") + Of(cookie, "cookieSameSite");
            if (
                sameSite.Equals("None", StringComparison.OrdinalIgnoreCase)
                && !IsOn(cookie, "requireSSL")
                && !All(root, "httpCookies").Any(element => IsOn(element, "requireSSL"))
            )
            {
                yield return Ill(
                    Place(file, cookie),
                    Causes.Cookie.Blocked,
                    Strength.Decisive,
                    $"Browsers drop a cookie with SameSite=None that is not Secure",
                    $"<{cookie.Name.LocalName} requireSSL=\"true\" />"
                );
            }
        }

        foreach (
            var key in All(root, "machineKey")
                .Where(element =>
                    (Of(element, "validationKey") + Of(element, "decryptionKey")).Contains(
                        "AutoGenerate",
                        StringComparison.OrdinalIgnoreCase
                    )
                )
        )
        {
            yield return Ill(
                Place(file, key),
                Causes.Session.Unreadable,
                Strength.Strong,
                $"Each server makes a key of its own: cookies of one are unreadable to another and after the key is made anew",
                "<machineKey validationKey=\"...\" decryptionKey=\"...\" validation=\"HMACSHA256\" decryption=\"AES\" />"
            );
        }
    }

    private static int Minutes(string text) =>
        int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var minutes) ? minutes : 0;
}
