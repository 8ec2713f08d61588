using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Words.Tables;

/// <summary>What developers' platforms, registries, build servers and their command line programs say.</summary>
internal sealed class PlatformWords : WordTable
{
    public PlatformWords()
    {
        Forges();
        Atlassian();
        Registries();
        Packages();
        Builds();
        Clusters();
    }

    private void Forges()
    {
        Strong("credentials.rejected", "bad credentials")
            .Of("GitHub")
            .Also("token.expired", Strength.Moderate)
            .Also("token.revoked", Strength.Moderate)
            .AsLiteral()
            .Fix(
                $"Check the token at https://github.com/settings/tokens: expired, revoked or cut off when it was copied"
            );
        // Said of every wrong secret, of a token that ended no less than of a password.
        Strong("credentials.wrong-kind", "invalid username or token. password authentication is not supported*")
            .AsLiteral()
            .Also("credentials.rejected", Strength.Strong)
            .Also("credentials.stale-cached", Strength.Moderate)
            .Ask($"Which secret does the program send: one typed now, or one that a credential helper keeps?");
        Decisive(
                "credentials.wrong-kind",
                "support for password authentication was removed*",
                "password authentication {was|is} {removed|not supported}*",
                "please use a personal access token instead*",
                "basic authentication with passwords is deprecated*",
                "deprecating password authentication*",
                "you must use a personal access token*",
                "must use a personal access token with*",
                "bitbucket cloud recently stopped supporting account passwords*",
                "app password{s|} {is|are|must be} {required|used}*",
                "{use|generate|create} {an |a |}{app password|application password|personal access token|api token|access token|deploy token|cli secret} {instead|for git operations|with}*"
            )
            .AsLiteral()
            .Fix($"Make a personal access token or app password and send it in the password's place");
        Decisive(
                "access.permission-denied",
                "resource not accessible by {integration|personal access token}*",
                "resource protected by organization saml enforcement*",
                "x github sso: required*",
                "must have admin rights to repository*",
                "the * organization has enabled or enforced saml sso*",
                "write access to repository not granted*",
                "you are not allowed to {push|download code|upload code}*",
                "permission to*denied to*",
                "the requested repository either does not exist or you do not have access*"
            )
            .AsLiteral();
        Strong(
                "access.hidden",
                "the project you were looking for could not be found or you don't have permission to view it*"
            )
            .AsLiteral()
            .Also("access.permission-denied", Strength.Moderate)
            .Also("credentials.missing", Strength.Moderate);
        Decisive(
            "client.address-denied",
            "organization has an ip allow list enabled*",
            "ip address is not permitted to access this resource*"
        );
        Strong(
                "mfa.required",
                "http basic: access denied. {the provided password or token is incorrect or your account has 2fa enabled|if a password was provided for git authentication, the password was incorrect or you're required to use a token}*"
            )
            .Also("credentials.rejected", Strength.Weak)
            .Ask($"Does the account want a second factor, so that a token is due in place of the password?")
            .AsLiteral();
        Moderate("credentials.rejected", "http basic: access denied*")
            .Also("credentials.wrong-kind", Strength.Moderate)
            .Of("GitLab");
        Moderate("credentials.rejected", "401 unauthorized")
            .Of("GitLab")
            .Also("credentials.scheme-unsupported", Strength.Moderate)
            .Also("key.misplaced", Strength.Moderate)
            .Fix($"glpat- goes as PRIVATE-TOKEN or Bearer, glcbt- (CI_JOB_TOKEN) as JOB-TOKEN, gldt- as Deploy-Token");
        Strong(
                "credentials.rejected",
                "authentication failed for*",
                "remote: invalid username or password*",
                "remote: unauthorized*",
                "remote: http basic: access denied*",
                "fatal: authentication failed*"
            )
            .In(WordPlace.Console)
            .Also("credentials.stale-cached", Strength.Moderate)
            .Also("credentials.wrong-kind", Strength.Moderate)
            .Ask($"Does it work with git -c credential.helper= and the secret typed by hand?");
        Decisive(
                "credentials.missing",
                "could not read username for*",
                "could not read password for*",
                "terminal prompts disabled*"
            )
            .In(WordPlace.Console)
            .AsAbsence()
            .Also("credentials.not-sent", Strength.Moderate)
            .Fix(
                $"Give git the credential without asking: a credential helper, GIT_ASKPASS, ~/.netrc or http.extraHeader"
            );
        Decisive("token.revoked", "token was revoked. you have to re authorize*", "token was revoked*");
        Strong("key.misplaced", "authgroup.verify*")
            .Also("credentials.missing", Strength.Strong)
            .Also("credentials.rejected", Strength.Moderate);
        Decisive(
                "credentials.incomplete",
                "input required and not supplied:*",
                "parameter token or opts.auth is required*"
            )
            .In(WordPlace.Console)
            .AsLiteral();
    }

    private void Atlassian()
    {
        Decisive(
                "credentials.throttled",
                "x seraph loginreason: authentication_denied*",
                "authentication_denied",
                "captcha_challenge*",
                "x authentication denied reason: captcha*"
            )
            .AsLiteral()
            .Fix(
                $"Sign in once in the browser and solve the CAPTCHA, or let an administrator reset the failed tries; then correct the stored secret before it is sent again"
            );
        Strong(
                "credentials.rejected",
                "x seraph loginreason: authenticated_failed*",
                "authenticated_failed*",
                "basic authentication failure - reason*"
            )
            .AsLiteral();
        Strong("access.permission-denied", "x seraph loginreason: ok*").In(WordPlace.Field);
        Moderate("session.unknown", "x seraph loginreason: out*")
            .In(WordPlace.Field)
            .Also("credentials.missing", Strength.Moderate);
        Decisive("token.scope-insufficient", "scope does not match*", "oauth 2.0 is not enabled for*");
        Decisive("csrf.token-missing", "xsrf check failed*")
            .AsLiteral()
            .Fix($"Send X-Atlassian-Token: no-check and a User-Agent that is no browser's");
        Strong(
            "account.entitlement-missing",
            "{user|you} {is |are |}not {licensed|permitted} to use {jira|confluence|bitbucket}*",
            "no longer has a licence*"
        );
    }

    private void Registries()
    {
        Moderate(
                "credentials.rejected",
                "unauthorized: incorrect username or password*",
                "incorrect username or password*"
            )
            .Also("password.wrong", Strength.Weak)
            .AsLiteral();
        Moderate("credentials.missing", "unauthorized: authentication required*", "authentication required*")
            .Also("credentials.rejected", Strength.Moderate)
            .In(WordPlace.Console)
            .AsLiteral();
        Strong(
                "access.permission-denied",
                "requested access to the resource is denied*",
                "denied: requested access*",
                "pull access denied for*",
                "denied: permission_denied*",
                "permission_denied: write_package*",
                "permission_denied: read_package*"
            )
            .AsLiteral()
            .Also("credentials.missing", Strength.Moderate)
            .Fix(
                $"docker login to the registry that is named first in the image's name, with an account or token that may read this repository"
            );
        Decisive(
                "token.scope-insufficient",
                "insufficient_scope: authorization failed*",
                "the token provided does not match expected scopes*"
            )
            .AsLiteral();
        Decisive(
                "client.rate-exceeded",
                "toomanyrequests*",
                "you have reached your pull rate limit*",
                "you have reached your unauthenticated pull rate limit*"
            )
            .AsLiteral();
        Decisive(
                "server.configuration",
                "unrecognized auth_mode: oidc_auth*",
                "http: server gave http response to https client*"
            )
            .AsLiteral();
        Strong("credentials.missing", "no basic auth credentials*")
            .AsLiteral()
            .AsAbsence()
            .Fix($"Sign in first: aws ecr get-login-password | docker login --username AWS --password-stdin REGISTRY");
        Strong(
                "credentials.stale-cached",
                "error saving credentials*",
                "error getting credentials*",
                "credential helper*not found*",
                "docker credential*executable file not found*"
            )
            .In(WordPlace.Console);
    }

    private void Packages()
    {
        Moderate("credentials.missing", "need auth*", "eneedauth*", "this command requires you to be logged in*")
            .AsAbsence()
            .Also("credentials.stale-cached", Strength.Weak);
        Decisive(
                "credentials.scheme-unsupported",
                "unable to authenticate, need: basic realm=sonatype*",
                "unable to authenticate, need:*"
            )
            .AsLiteral()
            .Also("credentials.stale-cached", Strength.Strong)
            .Fix(
                $"Activate the npm Bearer Token (or Docker Bearer Token) realm in Nexus, or remove the old _authToken from .npmrc",
                Party.Operator
            );
        Moderate(
                "credentials.rejected",
                "npm err! code e401*",
                "npm error code e401*",
                "incorrect or missing password*",
                "unable to authenticate, your authentication token seems to be invalid*"
            )
            .AsLiteral()
            .Also("token.expired", Strength.Moderate)
            .Also("credentials.stale-cached", Strength.Moderate);
        Strong("credentials.rejected", "invalid or non existent authentication information*")
            .AsLiteral()
            .Fix(
                $"For PyPI: user __token__ and the token, with its pypi- in front, as the password; TestPyPI wants a token of its own"
            );
        Strong("endpoint.wrong-environment", "invalid or non existent authentication information*").Beside("testpypi");
        Decisive(
                "credentials.wrong-kind",
                "username/password authentication is no longer supported*",
                "migrate to api tokens*",
                "api key*deprecated*use*token*"
            )
            .AsLiteral();
        Strong(
                "credentials.missing",
                "no token found, please run `cargo login`*",
                "no token found*cargo login*",
                "please provide credentials*"
            )
            .AsAbsence();
        Decisive(
                "credentials.not-sent",
                "the plugin credential provider could not acquire credentials*",
                "credential provider*could not acquire credentials*"
            )
            .In(WordPlace.Console)
            .AsLiteral()
            .Also("credentials.missing", Strength.Strong)
            .Also("credentials.stale-cached", Strength.Strong)
            .Fix(
                $"Run once with --interactive, or give the feed's credential in VSS_NUGET_EXTERNAL_FEED_ENDPOINTS or packageSourceCredentials under exactly the source's name and address"
            );
        Moderate(
                "credentials.rejected",
                "unable to load the service index for source*",
                "response status code does not indicate success: 401 (unauthorized)*"
            )
            .In(WordPlace.Console)
            .Also("credentials.missing", Strength.Moderate)
            .Also("credentials.stale-cached", Strength.Moderate)
            .AsLiteral();
        Strong(
                "credentials.not-sent",
                "error nu1301*unable to load the service index*",
                "unable to load the service index for source*"
            )
            .Beside("response status code does not indicate success: 401*")
            .Also("credentials.stale-cached", Strength.Moderate)
            .AsLiteral()
            .Fix(
                $"Give the feed's credential under exactly its address: dotnet nuget update source, or VSS_NUGET_EXTERNAL_FEED_ENDPOINTS in a pipeline"
            );
        Moderate(
                "credentials.missing",
                "status: 401 unauthorized*",
                "not authorized, reasonphrase:*",
                "authentication failed for*401*",
                "could not transfer artifact*401*",
                "received status code 401 from server*"
            )
            .In(WordPlace.Console)
            .Also("credentials.rejected", Strength.Moderate)
            .AsLiteral()
            .Ask($"Does the server's id in settings.xml equal the repository's id in the build file?");
        Moderate(
                "credentials.missing",
                "http error 401*",
                "error code 401*",
                "http 401*",
                "401 client error*",
                "the requested url returned error: 401*",
                "request failed with status code 401*",
                "status code 401*",
                "server returned http response code: 401*",
                "unexpected status code 401*",
                "401 unauthorized*",
                "returned 401*",
                "got 401*"
            )
            .In(WordPlace.Console)
            .Also("credentials.rejected", Strength.Moderate)
            .AsLiteral();
    }

    private void Builds()
    {
        Strong("credentials.rejected", "invalid password/token for user:*", "invalid password or token for user*")
            .AsLiteral();
        Strong(
                "credentials.missing",
                "anonymous is missing the*permission*",
                "{hudson.security.accessdeniedexception3|accessdeniedexception3}: anonymous is missing*"
            )
            .AsLiteral()
            .AsAbsence();
        Strong("access.permission-denied", "is missing the*permission*");
        Strong(
                "credentials.rejected",
                "not authorized. please check the user token*",
                "not authorized. please check the properties sonar.login and sonar.password*",
                "not authorized. analyzing this project requires authentication*",
                "you're not authorized to run analysis*"
            )
            .AsLiteral()
            .Also("credentials.missing", Strength.Moderate)
            .Also("credentials.wrong-kind", Strength.Moderate);
        Decisive("csrf.token-missing", "no valid crumb was included in {the |}request*")
            .AsLiteral()
            .Fix(
                $"Use an API token (JENKINS_URL/user/NAME/security) in the password's place: it needs no crumb; otherwise get /crumbIssuer/api/json with the same session first"
            );
    }

    private void Clusters()
    {
        Decisive(
                "credentials.missing",
                "user system:anonymous cannot*",
                "user system:anonymous*",
                "system:anonymous cannot*",
                "system:anonymous"
            )
            .AsLiteral()
            .AsAbsence()
            .Fix($"Nothing was read as a credential: kubectl config view --minify, kubectl auth whoami");
        Strong(
                "access.permission-denied",
                "user system:serviceaccount:*cannot*",
                "user*cannot {get|list|watch|create|update|patch|delete|deletecollection|impersonate|use|bind|escalate} resource*"
            )
            .AsLiteral()
            .Fix($"kubectl auth can-i VERB RESOURCE --as USER; bind a role that holds the verb", Party.Operator);
        Strong(
                "credentials.rejected",
                "you must be logged in to the server*",
                "error: you must be logged in to the server*"
            )
            .AsLiteral()
            .Also("token.expired", Strength.Strong)
            .Also("credentials.stale-cached", Strength.Moderate);
        Moderate("token.expired", "reason:unauthorized", "kind:status*reason:unauthorized")
            .Of("Kubernetes")
            .Also("credentials.rejected", Strength.Moderate)
            .Also("token.audience-mismatch", Strength.Weak);
        Decisive("token.expired", "service account token has expired*", "serviceaccount token*expired*");
        Strong(
                "credentials.missing",
                "the server has asked for the client to provide credentials*",
                "getting credentials: exec*",
                "no auth provider found for name*"
            )
            .AsLiteral()
            .In(WordPlace.Console | WordPlace.Body)
            .Also("token.expired", Strength.Strong)
            .Also("credentials.rejected", Strength.Moderate);

        Decisive("endpoint.wrong-path", "missing client token*")
            .At(400)
            .AsLiteral()
            .Fix(
                $"Check the mount's path and the namespace (X-Vault-Namespace): where no auth method is mounted there, a token is asked for first"
            );
        Strong("credentials.missing", "missing client token*")
            .AsLiteral()
            .Also("endpoint.wrong-path", Strength.Moderate)
            .AsAbsence();
        Strong("credentials.rejected", "permission denied*")
            .Of("Vault")
            .At(403)
            .Also("access.permission-denied", Strength.Strong)
            .Also("token.expired", Strength.Moderate)
            .AsLiteral()
            .Ask($"Does vault token lookup succeed with the same token?");
        Decisive("credentials.rejected", "invalid role name*", "invalid {role or secret id|secret id|role id}*")
            .AsLiteral();
        Decisive("credentials.missing", "invalid session: no session information*", "no session information*")
            .AsLiteral()
            .AsAbsence();
        Decisive(
                "token.signature-invalid",
                "invalid session: token signature is invalid*",
                "invalid session: failed to verify the token*",
                "invalid session: signature is invalid*",
                "failed to verify the token*"
            )
            .AsLiteral();
        Decisive("token.not-yet-valid", "invalid session: token is not valid yet*").AsLiteral();
        Decisive(
                "token.expired",
                "invalid session: token is expired*",
                "invalid session: token has invalid claims: token is expired*"
            )
            .AsLiteral();
        Decisive("user.disabled", "invalid session: account is disabled*", "account*does not have login capability*")
            .AsLiteral();
    }
}
