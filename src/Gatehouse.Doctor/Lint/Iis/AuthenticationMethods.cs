using Gatehouse.Doctor.Rules;
using Gatehouse.Doctor.ServerFiles;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Lint.Iis;

/// <summary>Which methods of authentication IIS has switched on, and what they leave out.</summary>
internal sealed class AuthenticationMethods : WebConfigCheck
{
    private static readonly string[] Methods =
    [
        "basicAuthentication",
        "windowsAuthentication",
        "digestAuthentication",
        "clientCertificateMappingAuthentication",
        "iisClientCertificateMappingAuthentication",
    ];

    protected override IEnumerable<Fault> Examine(ServerFile file, System.Xml.Linq.XElement root)
    {
        var anonymous = All(root, "anonymousAuthentication").FirstOrDefault(element => IsOff(element, "enabled"));
        var others = Methods.SelectMany(name => All(root, name)).ToList();
        if (anonymous is not null && !others.Exists(element => IsOn(element, "enabled")))
        {
            yield return Ill(
                Place(file, anonymous),
                Causes.Server.Configuration,
                Strength.Decisive,
                $"Anonymous authentication is off and no other method is switched on: nobody can sign in (401.2)",
                "<windowsAuthentication enabled=\"true\" />"
            );
        }

        foreach (var windows in All(root, "windowsAuthentication").Where(element => IsOn(element, "enabled")))
        {
            var providers = All(windows, "providers").FirstOrDefault();
            if (
                providers is not null
                && providers.Elements().Any(element => element.Name.LocalName == "clear")
                && !providers.Elements().Any(element => element.Name.LocalName == "add")
            )
            {
                yield return Ill(
                    Place(file, providers),
                    Causes.Server.Configuration,
                    Strength.Decisive,
                    $"Windows authentication is on and has no provider: it offers no challenge",
                    "<add value=\"Negotiate\" /><add value=\"NTLM\" />"
                );
            }
        }

        var cors = All(root, "add")
            .FirstOrDefault(element =>
                Of(element, "name").Equals("Access-Control-Allow-Origin", StringComparison.OrdinalIgnoreCase)
            );
        var handled = All(root, "cors").Any(element => IsOn(element, "enabled"));
        if (anonymous is not null && cors is not null && !handled && others.Exists(element => IsOn(element, "enabled")))
        {
            yield return Ill(
                Place(file, anonymous),
                Causes.Preflight.Refused,
                Strength.Decisive,
                $"CORS is allowed, and with anonymous authentication off a preflight (OPTIONS) is asked for credentials that browsers never send with it",
                "<cors enabled=\"true\"><add origin=\"https://app.example\" allowCredentials=\"true\" /></cors>"
            );
        }

        if (
            cors is not null
            && Of(cors, "value") == "*"
            && All(root, "add")
                .Any(element =>
                    Of(element, "name").Equals("Access-Control-Allow-Credentials", StringComparison.OrdinalIgnoreCase)
                    && IsOn(element, "value")
                )
        )
        {
            yield return Ill(
                Place(file, cors),
                Causes.Cors.OriginDenied,
                Strength.Decisive,
                $"Browsers refuse * where credentials go along: the origin must be named",
                "<add name=\"Access-Control-Allow-Origin\" value=\"https://app.example\" />"
            );
        }

        if (
            All(root, "aspNetCore").FirstOrDefault(element => IsOff(element, "forwardWindowsAuthToken")) is { } core
            && others.Exists(element =>
                element.Name.LocalName.StartsWith("windows", StringComparison.Ordinal) && IsOn(element, "enabled")
            )
        )
        {
            yield return Ill(
                Place(file, core),
                Causes.Header.StrippedByServer,
                Strength.Strong,
                $"The Windows sign-in is not handed to the application",
                "<aspNetCore forwardWindowsAuthToken=\"true\" />"
            );
        }
    }
}
