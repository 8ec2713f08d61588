using System.Text.RegularExpressions;

namespace Gatehouse.Doctor.ServerFiles;

/// <summary>Recognises a server's file by its name, otherwise by what stands in it.</summary>
internal static partial class ServerFileKinds
{
    /// <summary>The kind of this file.</summary>
    public static ServerFileKind Of(string name, string text)
    {
        var file = name[(name.LastIndexOfAny(['/', '\\']) + 1)..].ToLowerInvariant();
        return IsGatehouse(file, text) ? ServerFileKind.Gatehouse
            : ByName(file) is var kind and not ServerFileKind.Unknown ? kind
            : ByText(text) is var told and not ServerFileKind.Unknown ? told
            : ByFolder(name.Replace('\\', '/').ToLowerInvariant());
    }

    // Routes of other gateways name neither what a caller must bring nor who is allowed.
    private static bool IsGatehouse(string file, string text)
    {
        if (
            !file.EndsWith(".yaml", StringComparison.Ordinal)
            && !file.EndsWith(".yml", StringComparison.Ordinal)
            && file != "-"
        )
        {
            return false;
        }

        var head = text.Length > 200_000 ? text[..200_000] : text;
        return !OtherYamlSign().IsMatch(head)
            && (
                file.Contains("gatehouse", StringComparison.Ordinal)
                || (RoutesSign().IsMatch(head) && GatehouseSign().IsMatch(head) && RouteSign().IsMatch(head))
            );
    }

    private static ServerFileKind ByName(string file) =>
        file switch
        {
            "caddyfile" => ServerFileKind.Caddyfile,
            "haproxy.cfg" => ServerFileKind.Haproxy,
            "httpd.conf" or "apache2.conf" or ".htaccess" or "htaccess" => ServerFileKind.Apache,
            "nginx.conf" => ServerFileKind.Nginx,
            "php.ini" or ".user.ini" => ServerFileKind.PhpIni,
            _ when file.EndsWith(".htaccess", StringComparison.Ordinal) => ServerFileKind.Apache,
            _ when file.Contains("htpasswd", StringComparison.Ordinal) => ServerFileKind.Users,
            _ when file.EndsWith(".config", StringComparison.Ordinal) => ServerFileKind.WebConfig,
            _ when file.EndsWith(".caddyfile", StringComparison.Ordinal) => ServerFileKind.Caddyfile,
            _ when file.EndsWith(".ini", StringComparison.Ordinal) => ServerFileKind.PhpIni,
            _ when file.EndsWith(".yml", StringComparison.Ordinal)
                    || file.EndsWith(".yaml", StringComparison.Ordinal) => ServerFileKind.Container,
            _ when file.EndsWith(".env", StringComparison.Ordinal)
                    || file.Contains("oauth2-proxy", StringComparison.Ordinal)
                    || file.Contains("oauth2_proxy", StringComparison.Ordinal) => ServerFileKind.Container,
            _ => ServerFileKind.Unknown,
        };

    private static ServerFileKind ByFolder(string name) =>
        name.Contains("/apache2/", StringComparison.Ordinal) || name.Contains("/httpd/", StringComparison.Ordinal)
            ? ServerFileKind.Apache
        : name.Contains("/nginx/", StringComparison.Ordinal) ? ServerFileKind.Nginx
        : ServerFileKind.Unknown;

    private static ServerFileKind ByText(string text)
    {
        var head = text.Length > 200_000 ? text[..200_000] : text;
        return XmlSign().IsMatch(head) ? ServerFileKind.WebConfig
            : ApacheSign().IsMatch(head) ? ServerFileKind.Apache
            : HaproxySign().IsMatch(head) ? ServerFileKind.Haproxy
            : NginxSign().IsMatch(head) ? ServerFileKind.Nginx
            : CaddySign().IsMatch(head) ? ServerFileKind.Caddyfile
            : PhpSign().IsMatch(head) ? ServerFileKind.PhpIni
            : YamlSign().IsMatch(head) ? ServerFileKind.Container
            : UsersSign().IsMatch(head) ? ServerFileKind.Users
            : ServerFileKind.Unknown;
    }

    [GeneratedRegex(
        @"^(services|apiVersion|http|entryPoints|_format_version)\s*:|^#END",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.Multiline
    )]
    private static partial Regex OtherYamlSign();

    [GeneratedRegex(
        @"^routes\s*:",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.Multiline
    )]
    private static partial Regex RoutesSign();

    [GeneratedRegex(
        @"^(listen|public-url|realm|trusted-proxies|identity-headers|roles|upstreams|providers|admission|session)\s*:",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.Multiline
    )]
    private static partial Regex GatehouseSign();

    [GeneratedRegex(
        @"\b(allow|schemes|require|upstream|moved-to)\s*:",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex RouteSign();

    [GeneratedRegex(@"<configuration\b", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex XmlSign();

    [GeneratedRegex(
        @"^\s*(<(VirtualHost|Directory|Location|Files|IfModule|IfVersion|IfDefine|Limit|Proxy|Require)|(AuthType|AuthName|AuthUserFile|Require|RewriteEngine|RewriteRule|ErrorDocument|Redirect|ScriptAlias|LoadModule|Header|SetEnvIf|CGIPassAuth|DocumentRoot|ProxyPass|Options|Order|Alias|SetHandler|AddHandler|php_value)\s)",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.IgnoreCase
    )]
    private static partial Regex ApacheSign();

    [GeneratedRegex(
        @"^\s*(frontend|backend|userlist|listen|defaults)\s*[\w.-]*\s*$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.Multiline
    )]
    private static partial Regex HaproxySign();

    [GeneratedRegex(
        @"^\s*((server|http|events)\s*\{|(location|upstream|map|server_name|listen|proxy_pass|proxy_set_header|auth_basic|auth_request|fastcgi_pass|fastcgi_param|include|limit_req_zone)\s[^\n]*[;{]\s*(#[^\n]*)?$)",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.Multiline
    )]
    private static partial Regex NginxSign();

    [GeneratedRegex(
        @"^\s*(reverse_proxy|basic_?auth|file_server|forward_auth|handle|respond|php_fastcgi)\b",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.Multiline
    )]
    private static partial Regex CaddySign();

    [GeneratedRegex(
        @"^\s*session\.[a-z_]+\s*=",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.Multiline
    )]
    private static partial Regex PhpSign();

    [GeneratedRegex(
        @"^\s*(services|http|labels|middlewares|apiVersion)\s*:|^\s*(OAUTH2_PROXY_|cookie_secret|client_id)",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.Multiline
    )]
    private static partial Regex YamlSign();

    [GeneratedRegex(
        @"\A\uFEFF?[^\s:#]+:[^\s:]+(:[^\s:]+)?\r?(\n|\z)",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex UsersSign();
}
