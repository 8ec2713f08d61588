namespace Gatehouse.Doctor.Rules.Words.Tables;

/// <summary>What everybody's refusals say: nothing arrived, something did not fit, something is not permitted.</summary>
internal sealed class CommonWords : WordTable
{
    public CommonWords()
    {
        Absent();
        Refused();
        Ambiguous();
        Forbidden();
        Malformed();
        Addressed();
    }

    private void Absent()
    {
        Strong(
                "credentials.missing",
                "authentication credentials were not provided",
                "{missing|no} authentication credentials",
                "missing credentials",
                "{no|missing} {access |bearer |auth |authentication |authorization |jwt |api |id |security |}token{ was|} {found|provided|supplied|present|sent|specified|in request|in header|in headers|in the request|on the request}",
                "{no|missing} {access|bearer|auth|authentication|authorization|jwt|api|security} token",
                "{access |bearer |auth |authentication |authorization |jwt |api |}token {is |was |}{missing|not provided|not supplied|not found in request|not present|required|absent|empty}",
                "token missing",
                "missing token",
                "no token",
                "{no|missing|empty} {authorization|authentication|auth} header*",
                "{authorization|authentication|auth} header {is |was |}{missing|not found|required|not present|not provided|not set|empty|absent}",
                "authorization header {is |}expected",
                "missing {the |}authorization",
                "no credentials {were |}{provided|supplied|sent|found|given|available|in request}",
                "credentials {were |are |}{missing|not provided|not supplied|required|not found in request}",
                "{you are |you're |user is |user |}not logged in",
                "{you must|you need to|please} {be logged in|log in|login|sign in|authenticate|be authenticated|be signed in}",
                "you need to sign in or sign up before continuing",
                "login {is |}required",
                "authentication {is |}required",
                "authentication needed",
                "requires authentication",
                "requires {user |}login",
                "{user |request |client |session |}{is |was |}{not authenticated|unauthenticated}",
                "unauthenticated request",
                "unauthenticated",
                "anonymous {access|users|user|requests} {is |are |}not {allowed|permitted|authorized}",
                "full authentication is required to access this resource",
                "no authentication {provided|information|method provided|data}",
                "missing authentication",
                "not logged in",
                "access token required",
                "auth required",
                "no auth credentials",
                "no session {information|cookie|found|token|provided}",
                "session {cookie |}{is |}missing",
                "an authentication object was not found in the security context",
                "request is missing required authentication credential*",
                "client must be authenticated to access this resource",
                "unsigned request"
            )
            .AsAbsence();
        Strong(
                "credentials.missing",
                "{no|missing} {api|access|subscription|application|app|client|secret} key*",
                "{api|access|subscription|application|app} key {is |was |}{missing|not provided|not supplied|required|not found in request|absent|empty}",
                "{missing|no} {x api key|apikey} {header|found|provided}",
                "you did not provide an api key",
                "you didnt provide an api key",
                "api key must be provided",
                "must provide an api key",
                "missing required {header|parameter}*{key|token|authorization}"
            )
            .AsAbsence()
            .Fix($"Send the key in the field or parameter that the product's documentation names");
    }

    private void Refused()
    {
        Moderate(
                "credentials.rejected",
                "bad credentials",
                "{invalid|incorrect|wrong|bad} {user |login |authentication |auth |authorization |}credentials",
                "invalid credentials*",
                "{invalid|incorrect|wrong|bad} {user|username|user name|login|email|email address|e mail} {or|and|/|and/or} {password|passwd|api key|token}",
                "{invalid|incorrect|wrong|bad} username/password",
                "{invalid|incorrect|wrong} {password or username|password or email|email or password|email/password}",
                "{user|username|user name|login|email} {or|and|/} password {is |are |was |were |}{incorrect|invalid|wrong|not correct|not valid}",
                "username and password do not match*",
                "email and password do not match*",
                "authentication {has |}failed",
                "authentication failure",
                "failed to authenticate",
                "login {failed|failure|incorrect|unsuccessful|invalid}",
                "logon {failed|failure}",
                "{could not|unable to|cannot|can't|failed to} {authenticate|log you in|log in|verify your credentials}",
                "not authenticated successfully",
                "credentials {are |were |}{invalid|incorrect|not valid|rejected|not accepted|wrong}",
                "access denied due to invalid credentials",
                "http basic: access denied",
                "http token: access denied",
                "invalid login",
                "invalid logon",
                "could not validate credentials",
                "could not verify {your|the} {credentials|access level*}",
                "error authenticating",
                "the user name or password is incorrect",
                "the password you entered is incorrect"
            )
            .AsLiteral();
        Strong(
                "password.wrong",
                "{wrong|incorrect|invalid|bad} password",
                "password {is |was |}{wrong|incorrect|invalid|does not match|mismatch}",
                "passwords do not match"
            )
            .Also("credentials.rejected", Strength.Moderate);
        Strong(
                "user.unknown",
                "{user|account|username|user name} {does not|doesn't} exist",
                "{no such|unknown} {user|account|username}",
                "{user|account|username} {was |}not found",
                "{could not|cannot|unable to} find {user|a user|the user|an account|account|your account}*",
                "user not recognized",
                "invalid {username|user name|user id}"
            )
            .Also("credentials.rejected", Strength.Moderate);
        Strong(
            "key.unknown",
            "{invalid|incorrect|wrong|bad|unknown|unrecognized|non existent} {api|access|subscription|application|app|client|secret|admin|license} key*",
            "{api|subscription|application|app} key {is |was |}{invalid|incorrect|not valid|unknown|not found|not recognized|does not exist|doesn't exist}*",
            "{invalid|incorrect|unknown} {x api key|apikey}",
            "no such api key",
            "key not found for api"
        );
        Strong(
            "key.expired",
            "{api|access|subscription|application} key {has |is |was |}expired*",
            "expired {api|access|subscription} key"
        );
        Strong(
            "key.revoked",
            "{api|access|subscription|application} key {has been |is |was |}{revoked|disabled|deactivated|inactive|deleted|blocked|suspended}*",
            "{revoked|disabled|deactivated|inactive} {api|access|subscription|application} key",
            "{api|access} key is not active"
        );
        Strong(
            "key.address-denied",
            "{api |access |}key*{not allowed|not permitted|not authorized|restricted|may not be used}*{from this|for this|by} {ip|address|referer|referrer}*",
            "{ip|address|referer} {is |}not allowed*{key|token}",
            "api key ip address restriction"
        );
    }

    private void Ambiguous()
    {
        Moderate(
                "token.malformed",
                "{invalid|bad|illegal} {access |bearer |auth |authentication |authorization |jwt |api |id |security |web |}token*",
                "{access |bearer |auth |authentication |jwt |}token {is |was |}{invalid|not valid|not accepted|rejected|incorrect}*",
                "{invalid|bad} jwt",
                "jwt {is |}invalid",
                "token validation {failed|failure|error}*",
                "token verification {failed|failure|error}*",
                "{failed|unable|could not|cannot} {to |}{validate|verify} {the |}{access |jwt |bearer |auth |}token*",
                "jwt {verification|validation} {failed|fails|failure|error}*"
            )
            .Also("token.expired", Strength.Moderate)
            .Also("token.signature-invalid", Strength.Moderate)
            .Also("credentials.rejected", Strength.Moderate)
            .Also("token.audience-mismatch", Strength.Weak)
            .Also("token.issuer-untrusted", Strength.Weak)
            .Also("credentials.wrong-kind", Strength.Weak)
            .AsLiteral()
            .Ask(
                $"When was the token issued, by whom, and for which service? The token itself, given with --token, tells"
            );
        Moderate(
                "token.expired",
                "{invalid or expired|expired or invalid|invalid/expired|expired/invalid|invalid, expired|missing, invalid or expired|invalid, missing or expired} {access |bearer |auth |jwt |security |session |api |}{token|jwt|credentials|session}*",
                "{access |bearer |auth |}token {is |has |}{invalid or expired|expired or invalid|expired or is invalid|invalid or has expired|invalid or is expired|either invalid or expired|expired, revoked or invalid|expired or revoked|revoked or expired|invalid, expired or revoked}*"
            )
            .Also("token.signature-invalid", Strength.Weak)
            .Also("credentials.rejected", Strength.Moderate)
            .Also("token.revoked", Strength.Weak)
            .AsLiteral();
        Moderate(
                "session.unknown",
                "{session|login} {is |has |}{expired or invalid|invalid or expired|expired or does not exist|not found or expired}",
                "{invalid|unknown|bad} session*",
                "session {is |}{invalid|not valid|unknown|not found|does not exist|doesn't exist}",
                "session id*{unknown|not found|invalid}"
            )
            .Also("session.expired-idle", Strength.Moderate)
            .Also("session.revoked", Strength.Weak)
            .AsLiteral();
        Moderate(
                "credentials.rejected",
                "{missing or invalid|invalid or missing|missing/invalid|absent or invalid} {access |bearer |auth |authentication |authorization |api |}{token|key|credentials|header|authorization header|signature}*"
            )
            .Also("credentials.missing", Strength.Moderate)
            .AsLiteral();
        Weak(
                "credentials.rejected",
                "unauthorized",
                "unauthorised",
                "not authorized",
                "not authorised",
                "access denied",
                "access is denied"
            )
            .Also("credentials.missing", Strength.Weak)
            .At(401);
        Moderate("access.permission-denied", "access denied", "access is denied").At(403);
    }

    private void Forbidden()
    {
        Strong(
            "access.permission-denied",
            "{insufficient|missing|inadequate|not enough|no sufficient|lacking} {permissions|permission|privileges|privilege|rights|access rights|access level|access privileges}*",
            "{you do not|you don't|user does not|user doesn't|does not|doesn't|token does not|key does not} have {the |any |sufficient |enough |required |necessary |appropriate |}{the required |the necessary |}{permission|permissions|privileges|privilege|rights|authority|authorization}*",
            "{you do not|you don't} have access to*",
            "lacks {the |required |}{permission|permissions|privilege|privileges}*",
            "{user |you are |you're |account |client |}{is |}not {authorized|authorised|permitted|allowed} to {access|perform|view|read|write|do|use|execute|call|invoke|modify|delete|create}*",
            "not authorized to access this {resource|api|page|endpoint}",
            "permission denied",
            "operation not permitted",
            "access to {this|the} {resource|page|api|endpoint|object} {is |has been |}{denied|forbidden|restricted}*",
            "authorization failed: insufficient*"
        );
        Strong(
            "access.role-missing",
            "{missing|requires|required|insufficient|needs|lacks|need} {the |a |}{required |}{role|roles}*",
            "{user|account|you} {does not|doesn't|do not|don't} have {the |any |}{required |necessary |}{role|roles|group}*",
            "{requires|required|need|needs|must be} {an |}{admin|administrator} {role|rights|privileges|access|permission|permissions}*",
            "{admin|administrator|superuser} {role |access |rights |privileges |}{is |are |}required",
            "not a member of {the |}{required |}{group|role|team|organization|organisation}*",
            "{admins|administrators} only"
        );
        Decisive(
            "token.scope-insufficient",
            "insufficient_scope*",
            "insufficient {oauth |authentication |token |}scopes*",
            "missing {required |oauth |}{scope|scopes}*",
            "{token|key|application|app|client|request} {does not|doesn't|did not} have {the |any |a |}{required |necessary |proper |correct |sufficient |}{scope|scopes}*",
            "{required|requires} {the |one of |any of |}{following |oauth |}{scope|scopes}*",
            "scope {is |}{not granted|insufficient|missing|required}",
            "{token|access token}*lacks {the |}{required |}{scope|scopes}*",
            "unauthorized; scope does not match",
            "missing_scope",
            "no_permission: scope",
            "{scope|scopes} {does|do} not {match|allow|permit|include|cover}*"
        );
        Strong(
            "access.method-denied",
            "read only {token|key|access|user|account|api key}*",
            "{token|key} is read only",
            "write access {is |}{required|denied|not allowed}"
        );
    }

    private void Malformed()
    {
        Strong(
            "credentials.malformed",
            "{invalid|malformed|bad|incorrect|wrong|illegal} {authorization|authentication|auth} header*",
            "{authorization|authentication|auth} header {is |was |has |}{invalid|malformed|incorrect|badly formatted|not valid|bad format|an invalid format|wrong format}*",
            "{invalid|malformed|bad|wrong} {authorization|authentication|credentials|token|header|bearer token|bearer} {format|syntax}*",
            "could not parse authorization*",
            "{format|format of the authorization|value of authorization} {header |}{is |must be |should be }*bearer*",
            "authorization value must be*",
            "invalid header string",
            "invalid basic {auth |authentication |}{header|token|credentials}*",
            "invalid base64*{authorization|credentials|basic}*",
            "failed to decode {basic authentication|credentials|base64*}"
        );
        Strong(
                "header.prefix-missing",
                "{authorization|auth} header {must|should|needs to|has to|does not|did not|doesn't} {start|starts|begin|begins} with*",
                "{missing|no|without} {bearer|basic|scheme|authentication scheme|auth scheme} {prefix|scheme|keyword|type|in authorization}*",
                "bearer {prefix|scheme|keyword|type} {is |}{missing|required|expected|not found}*",
                "{token|header} {must|should} {be prefixed with|start with|have the prefix} bearer*",
                "{token|credentials} should be*bearer {token}*",
                "format is authorization: bearer*",
                "{bad|invalid} authorization header format*bearer*",
                "expected*authorization: bearer*"
            )
            .Also("credentials.malformed", Strength.Moderate);
        Strong(
            "credentials.scheme-unsupported",
            "{unsupported|unknown|invalid|unrecognized|unrecognised|wrong|bad|illegal} {authorization|authentication|auth} {scheme|type|method|mechanism|mode}*",
            "{authorization|authentication|auth} {scheme|type|method|mechanism} {is |}{not supported|unsupported|not allowed|not recognized|unknown|invalid|not enabled}*",
            "basic {auth|authentication} {is |}{not supported|not allowed|disabled|not enabled|deprecated}*",
            "basic {auth|authentication} {has been|was} {disabled|removed|deprecated|turned off}*",
            "basicauthblocked*",
            "password authentication {is |}{not supported|not allowed|disabled|unavailable}*"
        );
        Strong("header.placeholder", "undefined token", "token is undefined", "token {undefined|null}");
        Strong(
            "token.malformed",
            "malformed token",
            "token {is |}malformed",
            "not a {valid |}{jwt|json web token}",
            "malformed {jwt|json web token|access token|bearer token}*"
        );
    }

    private void Addressed()
    {
        Strong(
            "client.address-denied",
            "{ip|ip address|client ip|source ip|your ip|remote ip|your ip address|client address|the ip} {is |has been |was |}{not allowed|not permitted|not whitelisted|not in whitelist|not in allowlist|not allowlisted|not authorized|not authorised|denied|restricted|not trusted|forbidden}*",
            "{ip|ip address}*{is not|not} {whitelisted|allowlisted|allowed|authorized|in the {whitelist|allowlist}}*",
            "{not in|fails|failed} {the |}{ip |}{whitelist|allowlist|allow list|ip allow list}",
            "{unauthorized|forbidden|disallowed|restricted|untrusted} ip{ address|}*",
            "access from {this|your} {ip|ip address|network|address|location} {is |}{not allowed|denied|blocked|restricted|forbidden}*",
            "ip {restriction|allow list enabled|whitelist|allowlist}*",
            "ip restricted",
            "client denied by server configuration"
        );
        Strong(
            "client.country-denied",
            "{not available|unavailable|blocked|restricted|not allowed|not permitted|not supported} in your {country|region|location}*",
            "{country|region|territory} {is |}{not supported|blocked|banned|restricted|not allowed}*",
            "your {country|region}*{not supported|blocked|restricted}",
            "geo {blocked|restricted|restriction|block}*",
            "unsupported_country_region_territory",
            "service unavailable from a restricted location*"
        );
        Strong(
            "client.host-denied",
            "{host|domain|hostname} {is |}{not allowed|not permitted|not authorized|not in allowed hosts}*",
            "disallowedhost",
            "invalid http_host header*",
            "invalid host header",
            "blocked request. this host*is not allowed*",
            "untrusted domain",
            "access through untrusted domain"
        );
        Strong(
            "client.rate-exceeded",
            "rate limit {exceeded|reached|hit}*",
            "rate limited",
            "rate limit has been {exceeded|reached}*",
            "{api |daily |monthly |request |}{rate limit|request limit|call limit} {exceeded|reached}*",
            "over query limit",
            "throttling exception*",
            "requests per {second|minute|hour|day} {exceeded|limit}*"
        );
    }
}
