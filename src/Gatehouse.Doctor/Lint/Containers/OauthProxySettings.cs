using Gatehouse.Doctor.Rules;
using Gatehouse.Doctor.ServerFiles;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Lint.Containers;

/// <summary>oauth2-proxy's settings, as flags, environment or file.</summary>
internal sealed class OauthProxySettings : LintCheck
{
    public override IEnumerable<Fault> Examine(GivenFiles files)
    {
        foreach (var setting in files.Of(ServerFileKind.Container).SelectMany(file => file.Root.Children))
        {
            var isEnvironment = setting.Name.StartsWith("OAUTH2_PROXY_", StringComparison.Ordinal);
            var name = (isEnvironment ? setting.Name["OAUTH2_PROXY_".Length..] : setting.Name)
                .Replace('-', '_')
                .ToLowerInvariant();
            var value = setting[0].Trim('"', '\'');
            switch (name)
            {
                case "cookie_secret"
                    when value.Length > 0 && !value.Contains('$', StringComparison.Ordinal) && !IsKey(value):
                    yield return Ill(
                        setting,
                        Causes.Server.Configuration,
                        Strength.Decisive,
                        $"The cookie secret has {value.Length} letters; it must be 16, 24 or 32 octets: oauth2-proxy does not start",
                        $"{setting.Name}=$(openssl rand -base64 32 | tr -- '+/' '-_')"
                    );
                    break;
                case "cookie_samesite" when value == "strict":
                    yield return Ill(
                        setting,
                        Causes.Cookie.NotSentSamesite,
                        Strength.Strong,
                        $"With strict the cookie that the sign-in began with is not sent when the provider sends the browser back",
                        $"{setting.Name}=lax"
                    );
                    break;
                case "cookie_secure" when value == "false":
                    yield return Remark(
                        setting,
                        $"The session's cookie goes over plain http too",
                        $"{setting.Name}=true"
                    );
                    break;
                case "cookie_domain"
                or "cookie_domains"
                    when value.Contains("://", StringComparison.Ordinal)
                        || value.Contains(':', StringComparison.Ordinal):
                    yield return Ill(
                        setting,
                        Causes.Cookie.NotSentDomain,
                        Strength.Decisive,
                        $"{value} is no domain: browsers drop the cookie",
                        $"{setting.Name}=.example.com"
                    );
                    break;
                case "skip_provider_button" when value == "false":
                    yield return Remark(setting, $"Whoever is not signed in sees a page with a button first", null);
                    break;
                default:
                    break;
            }
        }
    }

    private static bool IsKey(string value)
    {
        if (value.Length is 16 or 24 or 32)
        {
            return true;
        }

        var padded = value.Replace('-', '+').Replace('_', '/').TrimEnd('=');
        padded += new string('=', (4 - (padded.Length % 4)) % 4);
        var octets = new byte[value.Length + 4];
        return Convert.TryFromBase64String(padded, octets, out var count) && count is 16 or 24 or 32;
    }
}
