namespace Gatehouse.Doctor.Tests.Lint;

public class NginxFilesTests
{
    [Theory]
    [InlineData(
        "server {\n  listen 80;\n  location / {\n    proxy_set_header Authorization \"\";\n    proxy_pass http://127.0.0.1:9;\n  }\n}\n",
        "4 header.stripped-by-proxy"
    )]
    [InlineData(
        "server {\n  listen 80;\n  location / {\n    proxy_pass http://127.0.0.1:9;\n    proxy_pass_request_headers off;\n  }\n}\n",
        "5 header.stripped-by-proxy"
    )]
    [InlineData(
        "server {\n  listen 80;\n  proxy_set_header X-Auth-User $remote_user;\n  location / {\n    proxy_set_header Host $host;\n    proxy_pass http://127.0.0.1:9;\n  }\n}\n",
        "5 header.stripped-by-proxy"
    )]
    [InlineData(
        "server {\n  listen 80;\n  location / {\n    proxy_set_header api_key $http_api_key;\n    proxy_pass http://127.0.0.1:9;\n  }\n}\n",
        "4 header.stripped-by-proxy"
    )]
    [InlineData(
        "server {\n  listen 80;\n  location /api/ {\n    auth_basic \"x\";\n    auth_basic_user_file /srv/h;\n    add_header Access-Control-Allow-Origin https://a.example always;\n    proxy_pass http://127.0.0.1:9;\n  }\n}\n",
        "4 preflight.refused"
    )]
    [InlineData(
        "server {\n  listen 80;\n  location / {\n    add_header Access-Control-Allow-Origin https://a.example;\n    proxy_pass http://127.0.0.1:9;\n  }\n}\n",
        "4 cors.refusal-unreadable"
    )]
    [InlineData(
        "server {\n  listen 80;\n  add_header Access-Control-Allow-Origin * always;\n  add_header Access-Control-Allow-Credentials true always;\n}\n",
        "3 cors.origin-denied"
    )]
    [InlineData(
        "server {\n  listen 80;\n  add_header Access-Control-Allow-Origin * always;\n  add_header Access-Control-Allow-Headers * always;\n}\n",
        "4 cors.header-denied"
    )]
    [InlineData(
        "server {\n  listen 80;\n  location / {\n    auth_basic \"x\";\n    auth_basic_user_file /srv/h;\n    proxy_pass http://grafana:3000;\n  }\n}\n",
        "6 credentials.second-gate"
    )]
    [InlineData(
        "server {\n  listen 80;\n  location /a/ {\n    auth_basic \"x\";\n    auth_basic_user_file /srv/h;\n    deny all;\n  }\n}\n",
        "6 access.nobody"
    )]
    [InlineData(
        "server {\n  listen 80;\n  location /reports/ {\n    proxy_pass http://127.0.0.1:9/jasper/;\n  }\n}\n",
        "4 cookie.not-sent-path"
    )]
    [InlineData("server {\n  listen 80;\n  error_page 401 =200 /login.html;\n}\n", "3 refusal.as-success")]
    [InlineData("server {\n  listen 80;\n  error_page 401 https://login.example/;\n}\n", "3 refusal.as-redirect")]
    [InlineData("server {\n  listen 80;\n  location / { return 301 /login; }\n}\n", "3 cache.stale-redirect")]
    [InlineData(
        "server {\n  listen 80;\n  auth_basic \"x\";\n  auth_basic_user_file /srv/h;\n  location /.well-known/acme-challenge/ { root /srv; }\n}\n",
        "5 server.protection-unintended"
    )]
    [InlineData(
        "server {\n  listen 80;\n  auth_basic \"x\";\n  auth_basic_user_file /srv/h;\n  location /healthz { proxy_pass http://127.0.0.1:9; }\n}\n",
        "5 server.protection-unintended"
    )]
    [InlineData(
        "server {\n  listen 80;\n  location / { auth_request /auth; proxy_pass http://127.0.0.1:9; }\n}\n",
        "3 refusal.as-server-error"
    )]
    [InlineData(
        "server {\n  listen 80;\n  location / { auth_request /auth; proxy_pass http://127.0.0.1:9; }\n  location = /auth {\n    internal;\n    proxy_pass_request_body off;\n    proxy_pass http://127.0.0.1:9;\n  }\n}\n",
        "6 refusal.as-server-error"
    )]
    [InlineData(
        "proxy_cache_path /c keys_zone=a:1m;\nserver {\n  listen 80;\n  location / { proxy_cache a; proxy_cache_valid 200 401 1m; proxy_pass http://127.0.0.1:9; }\n}\n",
        "4 cache.stale-refusal"
    )]
    [InlineData("server {\n  listen 80;\n  large_client_header_buffers 4 2k;\n}\n", "3 header.too-large")]
    [InlineData(
        "server {\n  listen 80;\n  location / {\n    deny all;\n    allow 10.0.0.0/8;\n  }\n}\n",
        "4 client.address-denied"
    )]
    [InlineData(
        "server {\n  listen 443 ssl;\n  location / {\n    proxy_set_header X-Forwarded-Proto http;\n    proxy_pass http://127.0.0.1:9;\n  }\n}\n",
        "4 forward.description-missing"
    )]
    public void What_refuses_is_found_with_its_line(string text, string error) =>
        Assert.Equal([error], SomeServer.Errors("nginx.conf", text));

    [Theory]
    [InlineData(
        "server {\n  listen 80;\n  root /var/www/html;\n  index index.html;\n  server_name _;\n  location / { try_files $uri $uri/ =404; }\n  location ~ /\\.ht { deny all; }\n}\n"
    )]
    [InlineData(
        "server {\n  listen 443 ssl;\n  auth_basic \"Staff\";\n  auth_basic_user_file /srv/h;\n  location / {\n    proxy_set_header Host $host;\n    proxy_set_header X-Forwarded-Proto $scheme;\n    proxy_set_header Authorization \"\";\n    proxy_pass http://127.0.0.1:9;\n  }\n  location /.well-known/ { auth_basic off; root /srv; }\n}\n"
    )]
    [InlineData(
        "server {\n  listen 80;\n  location / {\n    auth_request /oauth2/auth;\n    error_page 401 = @login;\n    proxy_pass http://127.0.0.1:9;\n  }\n  location = /oauth2/auth {\n    internal;\n    proxy_pass http://127.0.0.1:9;\n    proxy_pass_request_body off;\n    proxy_set_header Content-Length \"\";\n  }\n  location @login { return 302 /oauth2/sign_in; }\n}\n"
    )]
    [InlineData(
        "server {\n  listen 80;\n  location /api/ {\n    if ($request_method = OPTIONS) { return 204; }\n    auth_basic \"x\";\n    auth_basic_user_file /srv/h;\n    add_header Access-Control-Allow-Origin https://a.example always;\n    proxy_pass http://127.0.0.1:9;\n  }\n}\n"
    )]
    [InlineData(
        "server {\n  listen 80;\n  allow 10.0.0.0/8;\n  deny all;\n  return 301 https://$host$request_uri;\n}\n"
    )]
    public async Task What_is_right_is_let_be(string text)
    {
        Assert.Empty(SomeServer.Errors("nginx.conf", text));
        Assert.Equal("healthy", await SomeServer.ConcludesAsync(SomeServer.Case("nginx.conf", text)));
    }
}
