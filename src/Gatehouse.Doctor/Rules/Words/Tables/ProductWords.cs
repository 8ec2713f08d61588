using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Words.Tables;

/// <summary>What data stores, self-hosted products, site builders and services say in words of their own.</summary>
internal sealed class ProductWords : WordTable
{
    public ProductWords()
    {
        Stores();
        Hosted();
        Sites();
        Services();
        Interfaces();
        Servers();
    }

    private void Stores()
    {
        Strong(
                "credentials.missing",
                "missing authentication credentials for rest request*",
                "missing authentication token for rest request*",
                "missing authentication credentials for*"
            )
            .AsLiteral()
            .AsAbsence();
        Strong(
                "credentials.rejected",
                "unable to authenticate user*for rest request*",
                "failed to authenticate user*",
                "authentication finally failed*",
                "authentication of*was terminated*",
                "failed to authenticate service account*"
            )
            .AsLiteral();
        Strong(
                "key.unknown",
                "unable to authenticate with provided credentials and anonymous access is not allowed*apikey*",
                "unable to find apikey with id*",
                "invalid credentials for api key*",
                "api key id*{not found|invalid}*",
                "failed to authenticate*apikey*"
            )
            .AsLiteral();
        Decisive("key.revoked", "api key with id*has been invalidated*", "apikey*has been invalidated*").AsLiteral();
        Decisive("key.expired", "apikey is expired*", "api key is expired*").AsLiteral();
        Decisive(
                "access.permission-denied",
                "action*is unauthorized for {user|api key|service account}*",
                "no permissions for*and user*",
                "security_exception: no permissions for*"
            )
            .AsLiteral();
        Decisive("account.entitlement-missing", "current license is non compliant for*").AsLiteral();

        Strong("credentials.rejected", "name or password is incorrect*").AsLiteral();
        Decisive(
                "access.permission-denied",
                "you are not authorized to access this db*",
                "you are not a server admin*",
                "you are not a db or server admin*"
            )
            .AsLiteral();
        Decisive("credentials.throttled", "account is temporarily locked due to multiple authentication failures*")
            .AsLiteral();
        Strong(
                "credentials.rejected",
                "authentication failed: password is incorrect, or there is no user with such name*",
                "code: 516*",
                "x clickhouse exception code: 516*",
                "code: 194*password*required*",
                "code: 193*wrong password*"
            )
            .AsLiteral();
        Decisive("client.address-denied", "code: 195*", "user*is not allowed to connect from address*").AsLiteral();
        Decisive("password.expired", "neo.clienterror.security.credentialsexpired*").AsLiteral();
        Decisive("credentials.throttled", "neo.clienterror.security.authenticationratelimit*").AsLiteral();
        Decisive("token.expired", "neo.clienterror.security.tokenexpired*").AsLiteral();
        Strong("credentials.rejected", "neo.clienterror.security.unauthorized*")
            .AsLiteral()
            .Also("credentials.missing", Strength.Moderate);
        Decisive("access.permission-denied", "neo.clienterror.security.forbidden*").AsLiteral();
        Strong("token.expired", "call not properly authenticated*")
            .Also("session.expired-idle", Strength.Strong)
            .AsLiteral();
        Strong(
                "credentials.rejected",
                "unable to parse authentication credentials*",
                "authorization failed for user*influx*",
                "unauthorized access*influx*"
            )
            .AsLiteral();
        Strong(
                "credentials.rejected",
                "wrongpass invalid username password pair*",
                "-err invalid password*",
                "noauth authentication required*"
            )
            .AsLiteral();

        // PostgREST, Supabase and Hasura.
        Decisive("token.expired", "pgrst303*", "pgrst301*jwt expired*", "could not verify jwt: jwtexpired*")
            .AsLiteral();
        Moderate("token.malformed", "pgrst301*")
            .Also("token.signature-invalid", Strength.Moderate)
            .Also("token.expired", Strength.Moderate);
        Strong(
                "credentials.missing",
                "pgrst302*",
                "missing authorization header in jwt authentication mode*",
                "missing `authorization` header in jwt authentication mode*"
            )
            .AsAbsence()
            .AsLiteral();
        Decisive("server.configuration", "pgrst300*").AsLiteral();
        Strong(
                "credentials.missing",
                "x hasura admin secret/x hasura access key required, but not found*",
                "x hasura admin secret*required, but not found*"
            )
            .AsLiteral()
            .AsAbsence();
        Decisive(
                "key.unknown",
                "invalid x hasura admin secret/x hasura access key*",
                "invalid {`|}x hasura admin secret*"
            )
            .AsLiteral();
        Decisive(
                "token.malformed",
                "jwt claims key*not found*",
                "{missing|invalid} {x hasura allowed roles|x hasura default role|hasura claims}*",
                "jwt claim: x hasura*not found*",
                "x hasura*claim*{missing|not found}*"
            )
            .AsLiteral();
        Decisive(
                "access.role-missing",
                "your requested role is not in allowed roles*",
                "your current role is not in allowed roles*"
            )
            .AsLiteral();
        Strong("key.unknown", "invalid api key").Also("credentials.rejected", Strength.Moderate);
        Strong("grant.invalid", "invalid login credentials*")
            .AsLiteral()
            .At(200)
            .Also("credentials.rejected", Strength.Strong);
        Strong("credentials.rejected", "invalid login credentials*").AsLiteral();
        Decisive("account.not-activated", "email not confirmed*").AsLiteral();
    }

    private void Hosted()
    {
        Strong("key.unknown", "invalid api key")
            .Of("Grafana")
            .Also("header.replaced-by-proxy", Strength.Moderate)
            .Also("credentials.wrong-kind", Strength.Moderate);
        Decisive("key.expired", "expired api key*").AsLiteral();
        Strong("token.expired", "session.token.rotate*").Also("session.expired-idle", Strength.Moderate).AsLiteral();
        Strong("credentials.rejected", "invalid username or password").Of("Grafana").AsLiteral();
        Strong("credentials.throttled", "password auth.login attempt*blocked*");

        Strong("credentials.missing", "no ticket")
            .AsLiteral()
            .Also("credentials.not-sent", Strength.Moderate)
            .AsAbsence();
        Decisive(
                "session.expired-absolute",
                "permission denied - invalid pve ticket*",
                "invalid pve ticket*",
                "invalid pvevncticket*",
                "invalid pbs ticket*",
                "invalid ticket*"
            )
            .AsLiteral()
            .Also("clock.skewed", Strength.Strong)
            .Fix(
                $"A ticket lives two hours: get a new one from /access/ticket; where a fresh one fails, set the nodes' clocks"
            );
        Decisive(
                "key.unknown",
                "no such token*",
                "no tokenid specified*",
                "invalid token value*",
                "value*does not look like a valid token id*",
                "no such apitoken*"
            )
            .AsLiteral()
            .Fix($"Write Authorization: PVEAPIToken=USER@REALM!NAME=UUID with one exclamation mark and the realm");
        Strong("credentials.rejected", "authentication failure").Of("Proxmox").AsLiteral();
        Decisive("access.permission-denied", "permission check failed*").AsLiteral();

        Decisive(
                "application.proxy-refused",
                "a request from a reverse proxy was received from*",
                "your http integration is not set up for reverse proxies*",
                "received x forwarded for header from untrusted proxy*",
                "received x forwarded for header from an untrusted proxy*",
                "too many headers for x forwarded for*",
                "untrusted proxy*",
                "{proxy|reverse proxy} {is |}not {trusted|in trusted proxies|whitelisted|in trusted_proxies}*",
                "trusted_proxies*",
                "the reverse proxy header configuration is incorrect*",
                "x forwarded*from untrusted*",
                "not a trusted proxy*"
            )
            .AsLiteral()
            .Fix(
                $"Name the proxy's address in the application's list of trusted proxies (http: use_x_forwarded_for, trusted_proxies)",
                Party.Operator
            );
        Decisive("application.proxy-refused", "400: bad request").Of("Home Assistant").At(400);
        Decisive("client.banned", "403: forbidden").Of("Home Assistant").At(403);
        Decisive(
                "client.host-denied",
                "access through untrusted domain*",
                "trusted_domains*",
                "disallowedhost*",
                "you may need to add*to allowed_hosts*",
                "invalid http_host header*"
            )
            .AsLiteral();

        Decisive("mfa.required", "passwordloginforbidden*", "password login forbidden*")
            .AsLiteral()
            .Fix($"Make an app password (Settings > Security) and use it in the password's place");
        Strong(
                "header.stripped-by-server",
                "no authorization: basic header found. either the client didn't send one, or the server is mis configured*",
                "no authorization: basic header found*",
                "no authorization: digest header found*",
                "no basic authentication headers were found*",
                "no authorization: bearer header found*"
            )
            .AsLiteral()
            .Also("credentials.missing", Strength.Moderate)
            .Fix(
                $"Hand the field to PHP: SetEnvIf Authorization \"(.*)\" HTTP_AUTHORIZATION=$1, CGIPassAuth On, or fastcgi_param HTTP_AUTHORIZATION $http_authorization",
                Party.Operator
            );
        Strong("credentials.rejected", "username or password was incorrect*", "cannot authenticate over ajax calls*")
            .AsLiteral();
        Decisive(
                "credentials.throttled",
                "current user is throttled*",
                "reached maximum delay*",
                "too many requests*bruteforce*"
            )
            .AsLiteral();
        Decisive("csrf.token-missing", "csrf check not passed*").AsLiteral();

        Decisive(
                "client.address-denied",
                "user can only log in via localhost*",
                "can only {connect|log in|login} via localhost*"
            )
            .AsLiteral()
            .Fix(
                $"Make a user of your own (rabbitmqctl add_user, set_user_tags, set_permissions): guest is for the loopback address alone",
                Party.Operator
            );
        Strong("credentials.rejected", "login failed*")
            .Of("RabbitMQ")
            .AsLiteral()
            .Also("client.address-denied", Strength.Moderate);
        Decisive(
                "access.role-missing",
                "not management user*",
                "not_management_user*",
                "user*not a management user*",
                "not administrator user*"
            )
            .AsLiteral();
        Decisive(
                "mfa.required",
                "api.err.ubic2fatokenrequired*",
                "api.err.ubic 2fa token required*",
                "api.err.ubic2fa*"
            )
            .AsLiteral();
        Strong("session.unknown", "api.err.loginrequired*").AsLiteral().Also("credentials.missing", Strength.Strong);
        Strong("credentials.rejected", "api.err.invalid", "authentication_failed_invalid_credentials*").AsLiteral();
        Decisive("access.permission-denied", "api.err.nopermission*", "api.err.noprivilege*").AsLiteral();
        Decisive("credentials.throttled", "authentication_failed_limit_reached*").AsLiteral();
        Strong(
                "credentials.rejected",
                "ter:notauthorized*",
                "sender not authorized*",
                "the action requested requires authorization and the sender is not authorized*"
            )
            .AsLiteral()
            .Also("signature.clock-skewed", Strength.Strong)
            .Ask($"Does GetSystemDateAndTime of the device agree with this machine's time?");
        Strong(
                "credentials.rejected",
                "wsse:failedauthentication*",
                "failedauthentication*",
                "the security token could not be authenticated or authorized*"
            )
            .AsLiteral()
            .Also("signature.clock-skewed", Strength.Moderate);
        Decisive(
                "signature.clock-skewed",
                "wsse authorized time check failed*",
                "wsse:messageexpired*",
                "wsu:messageexpired*",
                "messageexpired*"
            )
            .AsLiteral();
        Strong(
                "credentials.missing",
                "wsse:invalidsecurity*",
                "security header is required*",
                "no ws security header found*",
                "no security header*"
            )
            .AsLiteral()
            .AsAbsence();
    }

    private void Sites()
    {
        Strong("credentials.missing", "rest_not_logged_in*", "you are not currently logged in*")
            .AsLiteral()
            .AsAbsence();
        Strong(
                "password.wrong",
                "the password you entered for the username*is incorrect*",
                "the provided password is an invalid application password*"
            )
            .AsLiteral();
        Moderate("credentials.wrong-kind", "the provided password is an invalid application password*").AsLiteral();
        Strong(
                "user.unknown",
                "the username*is not registered on this site*",
                "unknown username. check again*",
                "unknown email address*",
                "invalid_email*"
            )
            .AsLiteral();
        Strong("access.permission-denied", "rest_cannot_*", "rest_forbidden*", "sorry, you are not allowed to*")
            .AsLiteral();
        Decisive(
                "application.extension-refused",
                "rest_login_required*",
                "only authenticated users can access the rest api*",
                "rest api restricted to authenticated users*",
                "drm_rest_*",
                "rest_api_disabled*",
                "rest api is disabled*",
                "the rest api*{disabled|restricted}*",
                "itsec_*",
                "wordfence*{rest|blocked|locked}*",
                "jwt_auth_{no|bad|invalid|failed|missing|user|obsolete}_*",
                "application passwords {are|have been|is} {disabled|not available}*",
                "application_passwords_disabled*",
                "wp_die_security*",
                "disabled by {wordfence|ithemes|solid security|a plugin|your security plugin}*",
                "simple jwt login*",
                "miniorange*",
                "forbidden by {jetpack|wordfence|the plugin}*",
                "xml rpc services are disabled on this site*"
            )
            .AsLiteral()
            .Also("credentials.missing", Strength.Weak);
        Decisive("token.expired", "jwt_auth_invalid_token*expired token*").AsLiteral();
        Decisive("token.algorithm-refused", "jwt_auth_*algorithm*", "algorithm not allowed*").AsLiteral();
        Decisive(
                "server.configuration",
                "jwt is not configured properly, please contact the admin*",
                "jwt_auth_bad_config*"
            )
            .AsLiteral();
        Strong("credentials.missing", "jwt_auth_no_auth_header*", "authorization header not found*")
            .AsLiteral()
            .AsAbsence();
        Strong("token.issuer-untrusted", "jwt_auth_bad_iss*", "the iss do not match with this server*").AsLiteral();
        Strong(
                "key.unknown",
                "consumer key is invalid*",
                "woocommerce_rest_authentication_error*consumer*",
                "consumer secret is invalid*"
            )
            .AsLiteral();
        Strong("signature.mismatch", "invalid signature - provided signature does not match*").AsLiteral();
        Strong("credentials.missing", "woocommerce_rest_cannot_view*")
            .AsLiteral()
            .Also("access.permission-denied", Strength.Strong)
            .AsAbsence();
        Decisive(
                "application.extension-refused",
                "admin tools*blocked*",
                "rsfirewall*",
                "akeeba*blocked*",
                "shield module*",
                "blocked by {the |}{drupal |joomla |}{plugin|extension|module|theme}*"
            )
            .AsLiteral();
        Strong(
                "credentials.missing",
                "this route requires authentication*",
                "the used authentication method is not allowed on this route*"
            )
            .AsLiteral()
            .AsAbsence();
        Decisive("credentials.scheme-unsupported", "the used authentication method is not allowed on this route*")
            .AsLiteral();
    }

    private void Services()
    {
        Strong("session.expired-idle", "invalid_session_id*", "session expired or invalid*")
            .AsLiteral()
            .Also("endpoint.wrong-host", Strength.Moderate)
            .Also("session.unknown", Strength.Moderate);
        Decisive("credentials.malformed", "invalid_auth_header*").AsLiteral();
        Strong(
                "credentials.rejected",
                "invalid_login: invalid username, password, security token; or user locked out*",
                "invalid username, password, security token*"
            )
            .AsLiteral();
        Decisive(
                "client.address-denied",
                "login_must_use_security_token*",
                "restricted_ip*",
                "ip_restricted*",
                "invalid_ip*",
                "ip restricted or invalid login hours*"
            )
            .AsLiteral();
        Decisive(
                "account.entitlement-missing",
                "api_disabled_for_org*",
                "api_currently_disabled*",
                "the rest api is not enabled for this organization*"
            )
            .AsLiteral();

        Strong("credentials.missing", "not_authed*").AsLiteral().AsAbsence();
        Strong("credentials.rejected", "invalid_auth*")
            .AsLiteral()
            .Also("token.malformed", Strength.Moderate)
            .Also("token.revoked", Strength.Moderate);
        Decisive("token.expired", "token_expired*").AsLiteral();
        Decisive("token.revoked", "token_revoked*").AsLiteral();
        Decisive("user.disabled", "account_inactive*").AsLiteral();
        Decisive("token.scope-insufficient", "missing_scope*").AsLiteral();
        Decisive("credentials.wrong-kind", "not_allowed_token_type*")
            .AsLiteral()
            .Also("token.type-wrong", Strength.Strong)
            .Fix(
                $"xoxb- is a bot's token, xoxp- a user's, xapp- the app's own: send the kind that the method's page names"
            );
        Decisive("access.permission-denied", "no_permission*", "team_access_not_granted*", "org_login_required*")
            .AsLiteral();
        Decisive("client.rate-exceeded", "ratelimited*").AsLiteral();

        Moderate("header.prefix-missing", "401: unauthorized")
            .Of("Discord")
            .Also("credentials.rejected", Strength.Strong)
            .Fix($"A bot's token goes as Authorization: Bot TOKEN, an OAuth token as Bearer");
        Strong("credentials.rejected", "unauthorized")
            .Of("Telegram")
            .Fix(
                $"The token stands in the path: /botID:SECRET/method; make a new one with BotFather where it was revoked"
            );
        Strong("credentials.missing", "you did not provide an api key*", "no api key provided*")
            .AsLiteral()
            .AsAbsence();
        Strong("key.unknown", "incorrect api key provided*", "invalid api key provided*", "invalid x api key*")
            .AsLiteral();
        Decisive("key.expired", "expired api key provided*").AsLiteral();
        Decisive(
                "endpoint.wrong-environment",
                "a similar object exists in live mode*",
                "a similar object exists in test mode*",
                "no such*but a test mode key was used*",
                "but a live mode key was used*"
            )
            .AsLiteral();
        Strong(
                "token.malformed",
                "[api] invalid api key or access token (unrecognized login or wrong password)*",
                "invalid api key or access token*"
            )
            .AsLiteral()
            .Also("credentials.rejected", Strength.Strong);
        Strong("token.expired", "error validating access token: session has expired*", "error validating access token*")
            .AsLiteral();
        Decisive(
                "session.revoked",
                "the session has been invalidated because the user changed their password*",
                "user changed {the|their} password*"
            )
            .AsLiteral();
        Strong(
                "token.malformed",
                "malformed access token*",
                "the access token could not be decrypted*",
                "cannot parse access token*"
            )
            .AsLiteral();
        Strong("token.type-wrong", "idp_error_invalid_token_type*");
    }

    private void Interfaces()
    {
        Strong("credentials.missing", "grpc status: 16")
            .In(WordPlace.Field)
            .Also("credentials.rejected", Strength.Strong)
            .Also("refusal.as-success", Strength.Strong)
            .InSuccessToo();
        Strong("access.permission-denied", "grpc status: 7").In(WordPlace.Field).InSuccessToo();
        Moderate(
                "credentials.missing",
                "code:unauthenticated*",
                "code: unauthenticated*",
                "status.unauthenticated*",
                "status: unauthenticated*"
            )
            .Also("credentials.rejected", Strength.Moderate);
        Moderate(
                "access.permission-denied",
                "not authorised!",
                "not authorized!",
                "code:forbidden*",
                "code: forbidden*"
            )
            .Also("credentials.missing", Strength.Moderate)
            .In(WordPlace.Body);
        Strong(
                "upstream.unauthorized",
                "401 client error: unauthorized for url*",
                "downstream service error*401*",
                "401: unauthorized*downstream*"
            )
            .In(WordPlace.Body)
            .AsLiteral();
        Strong("credentials.missing", "jwt is missing*").AsLiteral().AsAbsence();
        Decisive("token.expired", "jwt is expired*").AsLiteral();
        Decisive("token.issuer-untrusted", "jwt issuer is not configured*").AsLiteral();
        Decisive("token.signature-invalid", "jwt verification fails*").AsLiteral();
        Decisive("token.key-unknown", "jwks doesn't have key to match kid or alg from jwt*").AsLiteral();
        Decisive("token.audience-mismatch", "audiences in jwt are not allowed*").AsLiteral();
        Decisive("provider.outage-as-401", "jwks remote fetch is failed*").AsLiteral();
        Decisive("token.not-yet-valid", "jwt not yet valid*").AsLiteral();
        Strong("access.permission-denied", "rbac: access denied*")
            .AsLiteral()
            .Also("credentials.missing", Strength.Moderate)
            .Fix(
                $"Where the request has no token the policy answers 403 for the missing one; with one, compare its claims with the AuthorizationPolicy"
            );
    }

    private void Servers()
    {
        // Apache's own page and error log.
        Moderate(
                "credentials.rejected",
                "this server could not verify that you are authorized to access the document requested*"
            )
            .Also("credentials.missing", Strength.Moderate)
            .Also("access.reported-as-401", Strength.Weak)
            .AsLiteral();
        Decisive("password.wrong", "ah01617*", "user*authentication failure for*password mismatch*")
            .AsVerdict()
            .AsLiteral();
        Decisive("user.unknown", "ah01618*", "user*not found:*").AsVerdict().In(WordPlace.Text).Beside("ah01618");
        Decisive("credentials.scheme-unsupported", "ah01614*").AsVerdict().AsLiteral();
        Decisive("access.reported-as-401", "ah01631*").AsVerdict().AsLiteral();
        Decisive("client.address-denied", "ah01630*", "ah01797*").AsVerdict().AsLiteral();
        Decisive("server.user-file-unusable", "ah01620*", "could not open password file*").AsVerdict().AsLiteral();
        Decisive("digest.nonce-stale", "ah01775*", "ah01776*")
            .AsVerdict()
            .AsLiteral()
            .Also("digest.nonce-unknown", Strength.Strong);
        Decisive("digest.algorithm-unsupported", "ah01789*").AsVerdict().AsLiteral();
        Decisive("digest.qop-unsupported", "ah01793*").AsVerdict().AsLiteral();
        Decisive("digest.uri-mismatch", "ah01786*", "ah01785*").AsVerdict().AsLiteral();
        Decisive("user.unknown", "ah01790*").AsVerdict().AsLiteral();
        Decisive("password.wrong", "ah01792*", "ah01794*").AsVerdict().AsLiteral();
        Decisive("user.unknown", "user*was not found in*").In(WordPlace.Text).Beside("htpasswd").AsLiteral();
        Decisive("password.wrong", "user*password mismatch*", "password mismatch*").In(WordPlace.Text).AsLiteral();
        Strong("credentials.missing", "no user/password was provided for basic authentication*")
            .In(WordPlace.Text)
            .AsLiteral()
            .AsAbsence();
        Decisive(
                "server.protection-unintended",
                "{staging|development|preview|test|maintenance} {site|environment|server|area|system|preview}*{password|protected|restricted}*",
                "deployment protection*",
                "vercel authentication*",
                "this {site|store|preview} is password protected*",
                "password protected {site|area|preview|staging}*",
                "coming soon mode*"
            )
            .In(WordPlace.Body | WordPlace.Challenge);
        Moderate(
                "credentials.missing",
                "the request has not been applied because it lacks valid authentication credentials*"
            )
            .Also("credentials.rejected", Strength.Moderate)
            .AsLiteral();
        Moderate(
                "credentials.rejected",
                "401 unauthorized you are not authorized to view this page. if you have not changed any configuration files*"
            )
            .Beside("tomcat users.xml")
            .AsLiteral();
        Decisive("access.role-missing", "403 access denied you are not authorized to view this page*")
            .Beside("tomcat")
            .At(403)
            .AsLiteral();
        Moderate("credentials.missing", "you need a valid user and password to access this content*")
            .Also("credentials.rejected", Strength.Moderate)
            .AsLiteral();
        Strong("cookie.not-sent-samesite", "cookie _oauth2_proxy not present*")
            .In(WordPlace.Text)
            .Also("cookie.not-sent-domain", Strength.Strong)
            .Also("cookie.too-large", Strength.Strong)
            .Also("session.unknown", Strength.Strong)
            .Ask(
                $"What do the browser's tools say of the proxy's cookie: was it set, and if not kept or not sent, for which reason?"
            )
            .AsLiteral();
        Decisive("header.too-large", "upstream sent too big header while reading response header*").AsLiteral();
        Moderate(
                "cors.refusal-unreadable",
                "failed to fetch",
                "networkerror when attempting to fetch resource*",
                "load failed"
            )
            .In(WordPlace.Console)
            .Also("preflight.refused", Strength.Weak)
            .Also("dns.failed", Strength.Weak);
    }
}
