namespace Gatehouse.Doctor.Tests.Lint;

public class ApacheFilesTests
{
    [Theory]
    [InlineData(
        "<FilesMatch \\.php$>\n  SetHandler \"proxy:unix:/run/php.sock|fcgi://localhost\"\n</FilesMatch>\n",
        "2 header.stripped-by-server"
    )]
    [InlineData("WSGIScriptAlias / /srv/app.wsgi\n", "1 header.stripped-by-server")]
    [InlineData("CGIPassAuth Off\n", "1 header.stripped-by-server")]
    [InlineData("RequestHeader unset Authorization\n", "1 header.stripped-by-server")]
    [InlineData("AuthType Basic\nAuthUserFile /srv/h\nRequire valid-user\n", "1 server.configuration")]
    [InlineData("AuthType Basic\nAuthName x\nRequire valid-user\n", "1 server.user-file-unusable")]
    [InlineData(
        "AuthType Basic\nAuthName x\nAuthUserFile .htpasswd\nRequire valid-user\n",
        "3 server.user-file-unusable"
    )]
    [InlineData("Order deny,allow\nDeny from all\nRequire all granted\n", "2 client.address-denied")]
    [InlineData("Require all denied\n", "1 client.address-denied")]
    [InlineData(
        "AuthType Basic\nAuthName \"x\"\nAuthUserFile /srv/h\nRequire valid-user\nErrorDocument 401 https://x.example/401.html\n",
        "5 refusal.as-redirect"
    )]
    [InlineData("Redirect 301 /old https://x.example/login\n", "1 cache.stale-redirect")]
    [InlineData("Header set Access-Control-Allow-Origin https://a.example\n", "1 cors.refusal-unreadable")]
    [InlineData(
        "Header always set Access-Control-Allow-Origin https://a.example\nAuthType Basic\nAuthName \"x\"\nAuthUserFile /srv/h\nRequire valid-user\n",
        "5 preflight.refused"
    )]
    [InlineData("LimitRequestFieldSize 2048\n", "1 header.too-large")]
    [InlineData(
        "AuthType Basic\nAuthName \"Staging\"\nAuthUserFile /srv/h\nRequire valid-user\nRewriteEngine On\nRewriteRule . /index.php [L]\n",
        "2 server.protection-unintended"
    )]
    public void What_refuses_is_found_with_its_line(string text, string error) =>
        Assert.Equal([error], SomeServer.Errors(".htaccess", text));

    [Theory]
    [InlineData("AuthType Basic\nAuthName \"x\"\nAuthUserFile /srv/h\nRequire valid-user\n")]
    [InlineData(
        "AuthType Basic\nAuthName \"x\"\nAuthUserFile /srv/h\nRequire valid-user\nErrorDocument 401 /401.html\n"
    )]
    [InlineData("RewriteEngine On\nRewriteCond %{REQUEST_FILENAME} !-f\nRewriteRule . /index.php [L]\n")]
    [InlineData("CGIPassAuth On\n<FilesMatch \\.php$>\n  SetHandler \"proxy:fcgi://127.0.0.1:9000\"\n</FilesMatch>\n")]
    [InlineData(
        "<IfModule !mod_authz_core.c>\n  Order allow,deny\n  Deny from all\n</IfModule>\n<IfModule mod_authz_core.c>\n  Require all granted\n</IfModule>\n"
    )]
    [InlineData(
        "<FilesMatch \"^\\.ht\">\n  Require all denied\n</FilesMatch>\n<Directory />\n  AllowOverride None\n  Require all denied\n</Directory>\n<Directory /var/www/>\n  Require all granted\n</Directory>\n"
    )]
    [InlineData(
        "Header always set Access-Control-Allow-Origin https://a.example\n<RequireAny>\n  Require method OPTIONS\n  Require valid-user\n</RequireAny>\nAuthType Basic\nAuthName x\nAuthUserFile /srv/h\n"
    )]
    public async Task What_is_right_is_let_be(string text)
    {
        Assert.Empty(SomeServer.Errors(".htaccess", text));
        Assert.Equal("healthy", await SomeServer.ConcludesAsync(SomeServer.Case(".htaccess", text)));
    }
}
