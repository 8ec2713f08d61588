namespace Gatehouse.Doctor.Rules.Words.Tables;

/// <summary>What token endpoints and protected resources say by RFC 6749, 6750, 7009, 9449 and the products that stand for them.</summary>
internal sealed class OAuthWords : WordTable
{
    public OAuthWords()
    {
        Clients();
        Grants();
        SignIns();
        Products();
        Google();
        Entra();
    }

    private void Clients()
    {
        Decisive(
                "grant.client-rejected",
                "invalid_client*",
                "unauthorized_client*",
                "client authentication failed*",
                "client credentials {are |were |}{invalid|incorrect|rejected|missing}*",
                "invalid client {or invalid client |}{credentials|secret|id|authentication|assertion}*",
                "invalid {client_secret|client_id|client_assertion|client secret|client id}*",
                "{incorrect|bad|wrong} client {credentials|secret}*",
                "bad client credentials",
                "client secret {is |has |}{expired|invalid|incorrect|wrong}*",
                "client {not found|is disabled|disabled|does not exist|unknown}*",
                "unknown client*",
                "{client_not_found|invalid_client_credentials|incorrect_client_credentials}*",
                "the client is not authorized to request a token using this method*",
                "not enabled to retrieve service account*",
                "client not {allowed|enabled|authorized} {for|to}*",
                "client is not {allowed|enabled|authorized} {for|to}*",
                "public client not allowed*",
                "unsupported client authentication method*",
                "token endpoint auth method*",
                "the oauth client was {not found|deleted|disabled}*"
            )
            .Fix(
                $"Compare client id, secret (its value, not its identifier; expired?) and the endpoint's method (client_secret_basic, client_secret_post, private_key_jwt) with the provider's registration"
            );
    }

    private void Grants()
    {
        Decisive(
            "grant.invalid",
            "bad verification code",
            "bad_verification_code*",
            "incorrect_client_code*",
            "redirect_uri_mismatch*",
            "{incorrect|invalid|mismatched|unregistered} {redirect_uri|redirect uri|redirect url}*",
            "redirect_uri {did not match|does not match|mismatch|is invalid|not allowed|is not allowed|must match}*",
            "code not valid*",
            "{authorization |auth |}code {has |is |was |}{already |}{expired|been used|used|redeemed|invalid|not valid|consumed}*",
            "invalid {authorization |auth |}code*",
            "code verifier*{does not match|mismatch|invalid|failed|missing}*",
            "transformed code verifier*",
            "pkce {verification|validation|code verifier}*{failed|mismatch|missing}*",
            "pkce verification failed*",
            "code_verifier*{invalid|mismatch|missing|incorrect}*",
            "{invalid|unknown|bad|missing} refresh token*",
            "refresh token {has |is |was |}{expired|invalid|not valid|not found|missing|unknown|malformed}*",
            "refresh_token {is |}{invalid|expired|not found}*",
            "invalid_refresh_token*",
            "refresh_token_not_found*",
            "session not active*",
            "session doesn't have required client*",
            "stale token*",
            "offline session not active*",
            "token has been expired or revoked*",
            "malformed auth code*",
            "device code*expired*",
            "authorization_pending*"
        );
        Decisive(
                "credentials.rejected",
                "invalid user credentials*",
                "resource owner*",
                "{wrong|invalid|incorrect|bad} {email|username|password|user}*",
                "the credentials provided are invalid*",
                "authentication failure*",
                "bad credentials*",
                "the user name or password is incorrect*"
            )
            .Beside("invalid_grant");
        Decisive("grant.invalid", "token is not active*", "token expired*", "token has expired*")
            .Beside("invalid_grant");
        Strong("grant.invalid", "invalid_grant*").AsLiteral();
        Strong("grant.request-invalid", "unsupported_grant_type*", "code challenge required*", "invalid_target*")
            .AsLiteral();
        Strong("account.not-activated", "account is not fully set up*").AsLiteral();
    }

    private void SignIns()
    {
        Strong(
                "provider.login-failed",
                "error=access_denied*",
                "error=server_error*",
                "error: access_denied*",
                "the user denied*",
                "user {cancelled|canceled|denied|declined}*{consent|login|authorization|access}*",
                "user_cancelled*",
                "access_denied*resource owner*",
                "the resource owner or authorization server denied the request*"
            )
            .In(WordPlace.Address | WordPlace.Body | WordPlace.Text);
        Strong(
                "provider.login-failed",
                "error=login_required*",
                "login_required",
                "interaction_required*",
                "consent_required*",
                "account_selection_required*"
            )
            .In(WordPlace.Address);
        Decisive(
            "provider.state-mismatch",
            "invalid state{ parameter| value|}*",
            "state {parameter |value |}{mismatch|does not match|is invalid|missing|not found|validation failed|is missing}*",
            "mismatching_state*",
            "mismatchingstateerror*",
            "csrf warning! request and response state are not equal*",
            "oauth state*{mismatch|missing|invalid|not found}*",
            "{no|missing} state {cookie|found|in session}*",
            "correlation failed*",
            "checks.state argument is missing*",
            "unable to verify authorization request state*",
            "authorization_request_not_found*",
            "did not find the expected authorization request state*",
            "unable to find a valid csrf token. please try again*",
            "invalid_state*",
            "state not found*"
        );
        Decisive(
            "provider.nonce-mismatch",
            "{invalid|bad|mismatching|unexpected} nonce*id token*",
            "nonce {mismatch|does not match|is invalid|validation failed}*",
            "invalid_nonce*",
            "idx21323*",
            "nonce did not match*",
            "nonce claim*{mismatch|does not match|invalid|missing}*"
        );
        Decisive(
            "provider.misconfigured",
            "provided redirect uri is not approved*",
            "unsupported_response_type*",
            "invalid_scope*",
            "invalid {oauth |openid |}configuration*",
            "{unknown|no such} {tenant|realm}*",
            "realm does not exist*",
            "tenant*not found*"
        );
        Decisive(
            "provider.account-unlinked",
            "{account|identity} {is |}not linked*",
            "oauthaccountnotlinked*",
            "account_not_linked*",
            "no {matching |}{local |}account {is |}linked*",
            "to confirm your identity, sign in with the same account you used originally*"
        );
    }

    private void Products()
    {
        // Okta's codes.
        Moderate("credentials.rejected", "e0000011*")
            .Also("token.expired", Strength.Moderate)
            .Also("token.malformed", Strength.Moderate)
            .Fix($"Okta's API tokens go as Authorization: SSWS TOKEN; an OAuth access token as Bearer");
        Strong("credentials.rejected", "e0000004*");
        Strong("session.unknown", "e0000005*");
        Strong("access.permission-denied", "e0000006*");
        Strong("account.entitlement-missing", "e0000015*");
        Decisive("client.rate-exceeded", "e0000047*").AsLiteral();
        Decisive("user.locked", "e0000069*").AsLiteral();
        Decisive("mfa.wrong", "e0000068*").AsLiteral();
        Decisive("password.expired", "e0000014*password*", "e0000080*").AsLiteral();
        Strong("grant.client-rejected", "e0000021*", "e0000023*");
        Decisive(
            "token.scope-insufficient",
            "e0000403*",
            "the access token provided does not contain the required scopes*"
        );

        // Auth0's texts that are not a library's.
        Decisive("token.expired", "expired token received for json web token validation*");
        Decisive("token.audience-mismatch", "bad audience:*", "service not found:*");
        Decisive("waf.blocked", "request to webtask exceeded allowed execution time*", "requests blocked by*firewall*")
            .In(WordPlace.Body);
        Decisive(
            "credentials.throttled",
            "too_many_attempts*",
            "your account has been blocked after multiple consecutive login attempts*"
        );
        Decisive("password.expired", "password_leaked*", "this login attempt has been blocked because the password*");
        Decisive(
            "grant.client-rejected",
            "grant type*not allowed for the client*",
            "client is not authorized to access*create a client grant*"
        );

        // Keycloak's.
        Decisive("token.inactive", "user session not found*", "user_session_not_found*")
            .Also("session.unknown", Strength.Strong);
        Decisive("account.not-activated", "resolve_required_actions*", "account_temporarily_setup*");
        Decisive("user.disabled", "account disabled*", "user_disabled*", "account is disabled, contact*");
        Decisive(
            "user.locked",
            "account_temporarily_disabled*",
            "user_temporarily_disabled*",
            "account temporarily disabled*"
        );
        Decisive(
            "endpoint.insecure-scheme",
            "https required*",
            "ssl_required*",
            "ssl is required*",
            "{use|requires} https {only|instead}*",
            "must {use|be made over|be sent over|be accessed over|be called over} {https|ssl|tls}*",
            "plain http {is |}not {allowed|supported}*",
            "please use https*",
            "https is required*",
            "the plain http request was sent to https port*",
            "speaking plain http to an ssl enabled server port*",
            "client sent an http request to an https server*",
            "client sent an http request to an https server*",
            "insecure {connection|request|transport}*{not allowed|refused|must utilize https}*",
            "insecuretransporterror*",
            "oauth 2 must utilize https*"
        );
        Decisive(
            "challenge.metadata-mismatch",
            "protected resource*does not match expected*",
            "resource metadata*mismatch*",
            "protected_resource metadata*does not match*"
        );

        // RFC 6750 section 3.1.
        Moderate("token.expired", "invalid_token")
            .Also("token.signature-invalid", Strength.Moderate)
            .Also("token.malformed", Strength.Moderate)
            .Also("token.audience-mismatch", Strength.Weak)
            .Also("token.issuer-untrusted", Strength.Weak)
            .Also("token.revoked", Strength.Weak)
            .AsLiteral();
        Strong("credentials.malformed", "error=invalid_request*", "error: invalid_request*").In(WordPlace.Challenge);
        Decisive(
            "credentials.in-query",
            "access_token*query*not {allowed|supported|permitted}*",
            "{token|tokens|api key|api keys|credentials} in {the |}{query|query string|url|uri}*not {allowed|supported|permitted|accepted}*",
            "please send the*in {the |}{authorization |}header*instead of*query*",
            "access tokens may not be passed as a query parameter*"
        );
        Strong(
            "credentials.ambiguous",
            "multiple {authentication |authorization |auth |}{methods|schemes|credentials|tokens|mechanisms|headers} {were |are |}{used|provided|supplied|specified|not allowed|found}*",
            "more than one {method|authentication|credential|authorization}*",
            "only one auth mechanism allowed*",
            "found multiple bearer tokens in the request*",
            "multiple access tokens*",
            "duplicate authorization header*",
            "request can use only one*authentication*"
        );
    }

    private void Google()
    {
        Decisive(
                "credentials.wrong-kind",
                "api keys are not supported by this api*",
                "access_token_type_unsupported*",
                "expected oauth 2 access token*but got api key*"
            )
            .AsVerdict()
            .Fix(
                $"Send the kind of credential that this method of the API takes: an OAuth access token (ya29...), an API key (AIza...) or an ID token for the service's address"
            );
        Strong("credentials.missing", "credentials_missing*")
            .AsVerdict()
            .Also("credentials.wrong-kind", Strength.Moderate)
            .AsAbsence();
        Decisive("key.unknown", "api_key_invalid*", "api key not valid. please pass a valid api key*", "bad api key")
            .AsVerdict();
        Decisive(
                "key.address-denied",
                "api_key_http_referrer_blocked*",
                "api_key_ip_address_blocked*",
                "api_key_android_app_blocked*",
                "api_key_ios_app_blocked*",
                "requests from referer*are blocked*",
                "requests from this*client application*are blocked*",
                "the provided api key has an ip address restriction*",
                "referernotallowedmaperror*"
            )
            .AsVerdict();
        Decisive(
                "access.permission-denied",
                "api_key_service_blocked*",
                "iam_permission_denied*",
                "permission*denied on resource*"
            )
            .AsVerdict();
        Decisive(
                "account.entitlement-missing",
                "service_disabled*",
                "has not been used in project*before or it is disabled*",
                "accessnotconfigured*",
                "billing_disabled*",
                "consumer_suspended*",
                "consumer_invalid*"
            )
            .AsVerdict();
        Decisive(
                "token.scope-insufficient",
                "access_token_scope_insufficient*",
                "request had insufficient authentication scopes*"
            )
            .AsVerdict();
        Decisive("token.expired", "access_token_expired*").AsVerdict();
        Strong(
                "credentials.rejected",
                "request had invalid authentication credentials*",
                "account_state_invalid*",
                "invalid credentials: autherror*"
            )
            .AsVerdict()
            .AsLiteral();
        Strong("credentials.missing", "your client does not have permission to get url*")
            .AsVerdict()
            .At(401)
            .AsAbsence();
        Strong("access.permission-denied", "your client does not have permission to get url*")
            .AsVerdict()
            .At(403)
            .Fix(
                $"Grant the caller's identity roles/run.invoker on the service and send an ID token whose audience is the service's address",
                Gatehouse.Protocol.Causes.Party.Operator
            );
        Strong("credentials.wrong-kind", "the access token could not be verified*")
            .AsVerdict()
            .Also("token.signature-invalid", Strength.Moderate)
            .AsLiteral();
        Strong(
                "token.audience-mismatch",
                "invalid iap credentials: jwt audience*",
                "invalid iap credentials: audience*"
            )
            .AsVerdict();
        Strong("credentials.wrong-kind", "invalid iap credentials: unable to parse jwt*")
            .AsVerdict()
            .Also("token.malformed", Strength.Moderate);
        Strong("credentials.missing", "invalid iap credentials: empty token*").AsVerdict().AsAbsence();
        Moderate("credentials.rejected", "invalid iap credentials*").Also("token.audience-mismatch", Strength.Moderate);
        Decisive(
                "credentials.wrong-kind",
                "application specific password required*",
                "username and password not accepted*application specific*",
                "please log in via your web browser*",
                "less secure app*"
            )
            .AsVerdict();
    }

    private void Entra()
    {
        Decisive("password.wrong", "aadsts50126", "aadsts50056").AsVerdict();
        Decisive("user.unknown", "aadsts50034", "aadsts51004", "aadsts50059").AsVerdict();
        Decisive("user.locked", "aadsts50053").AsVerdict();
        Decisive("password.expired", "aadsts50055", "aadsts50144").AsVerdict();
        Decisive("user.disabled", "aadsts50057").AsVerdict();
        Decisive(
                "mfa.required",
                "aadsts50076",
                "aadsts50079",
                "aadsts50074",
                "aadsts50072",
                "aadsts500121",
                "aadsts50158"
            )
            .AsVerdict();
        Decisive(
                "access.permission-denied",
                "aadsts53003",
                "aadsts53000",
                "aadsts53001",
                "aadsts53002",
                "aadsts530003",
                "aadsts530002",
                "aadsts53004"
            )
            .AsVerdict()
            .Fix(
                $"A Conditional Access policy refused: the sign-in log names it under the correlation id",
                Gatehouse.Protocol.Causes.Party.Operator
            );
        Decisive("access.role-missing", "aadsts50105").AsVerdict().Also("account.not-provisioned", Strength.Moderate);
        Decisive(
                "provider.misconfigured",
                "aadsts50011",
                "aadsts700016",
                "aadsts90002",
                "aadsts900023",
                "aadsts50020",
                "aadsts500011",
                "aadsts50194",
                "aadsts90014",
                "aadsts900144",
                "aadsts700051",
                "aadsts70001",
                "aadsts50001",
                "aadsts90023",
                "aadsts900971",
                "aadsts70011",
                "aadsts75011",
                "aadsts650052",
                "aadsts650057",
                "aadsts500113"
            )
            .AsVerdict();
        Decisive(
                "grant.client-rejected",
                "aadsts7000215",
                "aadsts7000222",
                "aadsts700027",
                "aadsts7000216",
                "aadsts7000218",
                "aadsts700023",
                "aadsts7000212",
                "aadsts700021",
                "aadsts700024",
                "aadsts70021",
                "aadsts7000112",
                "aadsts700213",
                "aadsts7000229"
            )
            .AsVerdict();
        Decisive(
                "grant.invalid",
                "aadsts54005",
                "aadsts70008",
                "aadsts700082",
                "aadsts70000",
                "aadsts9002313",
                "aadsts50089",
                "aadsts70043",
                "aadsts700084",
                "aadsts9002325",
                "aadsts501481",
                "aadsts50148",
                "aadsts9002326",
                "aadsts9002327",
                "aadsts50132",
                "aadsts700003",
                "aadsts700081",
                "aadsts700030",
                "aadsts50135"
            )
            .AsVerdict();
        Decisive("token.revoked", "aadsts50173", "aadsts50133").AsVerdict();
        Decisive(
                "provider.login-failed",
                "aadsts65001",
                "aadsts65004",
                "aadsts90094",
                "aadsts50058",
                "aadsts16000",
                "aadsts16001",
                "aadsts90095"
            )
            .AsVerdict()
            .Fix($"Grant consent for the permissions that the application asks for, or sign in interactively once");
        Decisive("token.audience-mismatch", "aadsts50013*audience*", "aadsts500133", "aadsts700212").AsVerdict();
        Decisive("token.signature-invalid", "aadsts50013*signature*", "aadsts5000811", "aadsts50012").AsVerdict();
        Decisive("token.scope-insufficient", "aadsts65005", "aadsts650053").AsVerdict();
        Decisive("account.not-provisioned", "aadsts90072", "aadsts50177", "aadsts500208", "aadsts50178").AsVerdict();
        Decisive("client.rate-exceeded", "aadsts90055", "aadsts50196")
            .AsVerdict()
            .Fix($"The program asks for the same token in a loop: keep the token until it expires");
        Decisive("provider.unreachable", "aadsts90033", "aadsts90013*temporar*", "aadsts50086").AsVerdict();
        Decisive("session.expired-absolute", "aadsts70044", "aadsts70046").AsVerdict();
        Decisive("provider.state-mismatch", "aadsts50146").AsVerdict();
    }
}
