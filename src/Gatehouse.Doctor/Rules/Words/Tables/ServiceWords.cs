using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Words.Tables;

/// <summary>What online services and the programs that call them say of keys, tokens and stored logins.</summary>
internal sealed class ServiceWords : WordTable
{
    public ServiceWords()
    {
        Decisive(
            "token.expired",
            "token used to make this {call|request} {has |is |}expired*",
            "{personal access |access |}token {that was |}used {has |is |}expired*",
            "expired_authentication"
        );
        Decisive(
            "key.expired",
            "{api |}key has expired, please renew*",
            "{api |}key {that was |}used {has |is |}expired*"
        );
        // Git lets a helper forget only what the helper gave and the server refused.
        Decisive(
                "credentials.stale-cached",
                "git credential*erase*",
                "credential helper*erase*",
                "git credential reject*"
            )
            .In(WordPlace.Console)
            .Beside("authentication failed*")
            .AsLiteral()
            .Also("credentials.rejected", Strength.Weak)
            .Fix(
                $"Let the helper forget what it holds and type the new secret once: git credential reject, or the key chain's own program"
            );
        // Somebody looks at what is kept, or is never asked: the old secret comes from there.
        Decisive(
                "credentials.stale-cached",
                "cmdkey*git:*",
                "{i'm|i am|am|was} never asked*",
                "{does not|doesn't|never} {ask|asks|prompt|prompts} {me |}{for {a|the|my} password|for credentials|again|any more|anymore}*",
                "git credential manager*",
                "git credential osxkeychain*",
                "find internet password*",
                "keychain access*"
            )
            .In(WordPlace.Console)
            .Beside("{authentication failed|401|unauthorized|invalid username}*")
            .AsLiteral()
            .Also("credentials.rejected", Strength.Weak);
        // Harbor tells how people sign in: through a provider the command line takes a secret of its own.
        Decisive("credentials.wrong-kind", "auth mode*oidc auth*")
            .In(WordPlace.Body)
            .InSuccessToo()
            .AsLiteral()
            .Fix($"Take the CLI secret from the user's profile page and send it in the password's place");
        Strong("credentials.wrong-kind", "props authentication token not found*")
            .AsLiteral()
            .Also("key.misplaced", Strength.Moderate)
            .Fix($"Send an API key as X-JFrog-Art-Api or as the password of Basic; only access tokens go under Bearer");
        Decisive("mfa.required", "types*{otp|authenticator|fido}*", "types*otp*", "otp*enforced*")
            .Beside("{error|errors|success}*")
            .In(WordPlace.Body)
            .InSuccessToo()
            .AsLiteral();
        Decisive("refusal.as-redirect", "unexpected token <*not valid json*", "unexpected token < in json*")
            .In(WordPlace.Console)
            .Beside("{returnurl|return url|return to|redirect uri|/login?|/signin?|/sign in?}*")
            .AsLiteral();
        Decisive(
                "application.proxy-refused",
                "*your http integration is not set up for reverse proxies*",
                "request from a reverse proxy was received from*"
            )
            .AsLiteral();
        // Compose and Make take a dollar sign in a value for a variable.
        Decisive("credentials.shell-expanded", "variable is not set. defaulting to a blank string*")
            .In(WordPlace.Console)
            .Beside("{401|unauthorized|authentication failed|access denied|incorrect|invalid|denied}*")
            .AsLiteral()
            .Also("header.placeholder", Strength.Moderate)
            .Fix(
                $"Write every $ of a value twice ($$) in the Compose file, or keep the value in an env_file or secret"
            );
        Decisive(
                "basic.line-wrapped",
                "unexpected char 0x0a*authorization*basic *",
                "{illegal|invalid} {header value|character}*basic *\\n*",
                "invalid header value*basic *"
            )
            .In(WordPlace.Console)
            .AsLiteral()
            .Fix($"Encode without line breaks: Base64.NO_WRAP, base64 -w0, b64encode in place of encodestring");
        Decisive("header.whitespace", "unexpected char 0x{0a|0d}*", "unexpected char 0x20*")
            .In(WordPlace.Console)
            .AsLiteral();
        Decisive(
                "application.proxy-refused",
                "invalid http_host header*",
                "you may need to add*to allowed_hosts*",
                "blocked request. this host*is not allowed*",
                "blocked host*",
                "invalid host header*",
                "access through untrusted domain*",
                "untrusted domain*",
                "the host * is not {allowed|trusted}*",
                "host * is not allowed to*",
                "{rejected|untrusted} host*"
            )
            .AsLiteral()
            .Fix(
                $"Name the host under which people come in the application's list of its own hosts (ALLOWED_HOSTS, trusted_domains, allowedHosts)",
                Party.Operator
            );
        // Linking a function app to a static site puts that site's own token into Authorization.
        Decisive("header.replaced-by-proxy", "scm.azurewebsites.net*")
            .Beside("{signature|idx10|not authenticated}*")
            .AsLiteral();
        Strong("credentials.rejected", "if a password was provided for git authentication*")
            .AsLiteral()
            .AsVerdict()
            .Also("credentials.wrong-kind", Strength.Strong)
            .Also("mfa.required", Strength.Weak)
            .Ask(
                $"Is it a password or a token that is sent, and does the site let people sign in with a password at all?"
            );
        Strong("credentials.wrong-kind", "bad props auth token: apikey*")
            .AsLiteral()
            .Also("key.misplaced", Strength.Strong);
        Decisive(
                "credentials.in-query",
                "must specify access token via authorization header*",
                "{tokens|credentials|api keys|access tokens|keys} in {the |}{query|query string|url} {are|is} {not allowed|not supported|deprecated|no longer}*",
                "{deprecating|deprecated} auth{entication|} through query*",
                "query {string |}authentication is {not supported|disabled|deprecated}*",
                "access_token*query*{not allowed|not supported|no longer}*"
            )
            .AsLiteral()
            .Fix($"Send the token as Authorization: Bearer TOKEN in place of a parameter of the address");
        Decisive(
                "session.revoked",
                "invalidated: concurrent login*",
                "session*{invalidated|terminated|ended|closed|kicked|replaced|expired}*{concurrent|another|other|new|second} {login|sign in|session|device|location|browser}*",
                "{logged|signed} {in|on} {from|on|at} {another|a different|other} {device|location|browser|computer|place}*",
                "maximum sessions of * for this principal exceeded*",
                "this session has been expired possibly due to multiple concurrent logins*"
            )
            .AsLiteral();
        Decisive("key.misplaced", "failed to resolve api key variable*")
            .AsLiteral()
            .Fix(
                $"Send the key under the name that the answer spells out: request.header.NAME is a field, request.queryparam.NAME a parameter"
            );
        Decisive(
                "account.entitlement-missing",
                "requires a {separate |paid |}{subscription|plan|license|licence}*",
                "{not included in|not available on|not available in|not part of} your {current |}{plan|subscription|tier|license}*",
                "upgrade your {plan|subscription|account}*",
                "{your|this} {plan|subscription|tier|license|account} does not {include|allow|support|have access to|cover}*",
                "not subscribed to {this|the} {api|product|service|plan}*"
            )
            .AsLiteral();
        Strong("credentials.throttled", "requiring a captcha*", "caused by too many failed login attempts*")
            .AsLiteral()
            .Also("user.locked", Strength.Moderate);
        Decisive("token.issuer-untrusted", "issuer (iss) claim value*{doesn't|does not|didn't} match*").AsLiteral();
        Decisive("certificate.expired", "client ssl certificate verify error*certificate has expired*")
            .AsLiteral()
            .AsVerdict();
        Decisive("certificate.revoked", "client ssl certificate verify error*certificate revoked*")
            .AsLiteral()
            .AsVerdict();
        Decisive(
                "certificate.untrusted",
                "client ssl certificate verify error*{unable to get|unable to verify|self signed|self-signed|untrusted}*"
            )
            .AsLiteral()
            .AsVerdict();
        Decisive("certificate.missing", "client sent no required ssl certificate*").AsLiteral().AsVerdict();
        Decisive(
                "server.store-unavailable",
                "{dial tcp|connect to|connection to|connect}*{5432|3306|6379|27017|1433|11211}*connection refused*"
            )
            .AsLiteral();
        Decisive("negotiate.clock-skew", "clock skew too great*").AsLiteral().AsVerdict();
        Decisive(
                "provider.misconfigured",
                "issuer did not match the issuer returned by provider*",
                "provider misconfigured*"
            )
            .AsLiteral()
            .AsVerdict();
        Decisive(
                "provider.clock-skewed",
                "provider date header is*{ahead|behind}*",
                "clock of the provider*{ahead|behind}*"
            )
            .AsLiteral()
            .AsVerdict();
        Decisive(
                "provider.unreachable",
                "{fetching keys|get keys failed|fetch jwks|fetching jwks|retrieve keys|discovery}*{connection refused|timeout|timed out|no such host|unreachable}*"
            )
            .AsLiteral();
        Decisive("server.error-as-401", "securing get /error*").AsLiteral();
        Strong("upstream.unauthorized", "originstatus=401*")
            .AsLiteral()
            .Also("credentials.second-gate", Strength.Moderate);
        Decisive(
                "credentials.insecure-transport",
                "{credentials|passwords|tokens|keys|basic authentication|authentication} {is |are |}{only |}{allowed|accepted|taken} {only |}over {https|tls|ssl|a secure connection}*",
                "{credentials|passwords|tokens|keys|basic authentication|authentication} {over|sent over} {plain |}http {is |are |}{not|refused|forbidden|rejected|disabled}*",
                "{https|tls|ssl} {is |}required for {basic |}{authentication|credentials|sign in|login}*",
                "refusing to {accept|take|send} {credentials|a password|authentication}*{plain|insecure|unencrypted|http}*",
                "{basic |}authentication is {disabled|not allowed|refused} {over|on} {plain |unencrypted |insecure |}{http|connections}*"
            )
            .AsLiteral()
            .Also("endpoint.insecure-scheme", Strength.Strong);
        Decisive("token.malformed", "subject must be a string*", "attempting to decode the jwt: malformed token*")
            .AsLiteral();
        Decisive("server.error-as-401", "securing {post|put|patch|delete} /error*").AsLiteral();
        Decisive("negotiate.ntlm-refused", "package name (ntlm only): ntlm v1*")
            .Beside("{audit failure|failed to log on}*")
            .AsLiteral();
        Decisive("header.too-large", "requestlength", "fieldlength").In(WordPlace.Text).AsLiteral();
        Decisive("user.unknown", "unknown username. check again*").AsLiteral().AsVerdict();
        Decisive("credentials.not-sent", "could not acquire bearer token non interactively*")
            .In(WordPlace.Console)
            .AsLiteral()
            .Also("credentials.missing", Strength.Strong);
        Decisive(
                "endpoint.wrong-environment",
                "not a valid live api access token*",
                "not a valid {live|sandbox|test} {api |access |}{key|token}*",
                "{test|sandbox} {key|token}*{live|production} {mode|environment|endpoint|api}*",
                "{live|production} {key|token}*{test|sandbox} {mode|environment|endpoint|api}*"
            )
            .AsLiteral();
        Decisive("provider.unreachable", "oidc server is not available*").AsLiteral();
        Decisive(
                "account.not-activated",
                "email not confirmed*",
                "{e mail|email|account|address} {is |has |was |}{not |not been |not yet }{confirmed|verified|activated}*"
            )
            .AsLiteral()
            .AsVerdict();
        Decisive("header.stripped-by-proxy", "requnset authorization*", "unset req.http.authorization*").AsLiteral();
        Decisive("header.replaced-by-proxy", "x ms original authorization*", "authorization set to platform token*")
            .AsLiteral();
        Strong("application.authentication-absent", "authenticationscheme: cookies was challenged*")
            .Beside("authorization: bearer*")
            .AsLiteral()
            .Fix(
                $"Name the scheme: options.DefaultChallengeScheme, or AuthenticationSchemes = \"Bearer\" on the endpoints",
                Party.Operator
            );
        Strong(
                "signature.body-changed",
                "{re serialised|re serialized|reserialised|reserialized|re encoded}*",
                "computed over*bytes*"
            )
            .Beside("{sha256|sha 256|hmac|signature}*")
            .AsLiteral()
            .Fix(
                $"Compute the signature over the raw octets of the body, before any parser turns it into something else"
            );
        Decisive(
                "signature.clock-skewed",
                "not within allowed clock skew*",
                "{timestamp|date|request time}*{outside of|outside the|not within}*{allowed|tolerance|window|skew}*"
            )
            .AsLiteral();
        Decisive(
                "account.not-provisioned",
                "user*has not been {created|provisioned|added|set up} in this*",
                "{provision|onboard} the user*",
                "ask {an|your} admin{istrator|} to {add|invite|provision|create}*"
            )
            .AsLiteral();
        Decisive(
                "endpoint.wrong-host",
                "the region*is wrong; expecting*",
                "issued in region*",
                "{wrong|incorrect|different} region*",
                "{use|use the} {host|endpoint|region|data center|datacenter|data centre} *{instead|for this}*"
            )
            .AsLiteral()
            .AsVerdict();
        Decisive(
                "credentials.name-form",
                "{sign in|log in|login} with your {full |}{e mail|email|user principal name}{ address|}*",
                "{use|enter} your {full |}{e mail address|email address|user principal name} {as|to|instead}*"
            )
            .AsLiteral();
        Decisive(
                "application.extension-refused",
                "rest cannot access*",
                "dra: only authenticated users can access the rest api*",
                "rest api {is |has been |}{disabled|restricted}*",
                "rest login required*"
            )
            .AsLiteral()
            .Fix(
                $"Allow the route in the plugin's settings (Disable REST API, security plugins), or sign in with an application password",
                Party.Operator
            );
        Decisive(
                "proxy.blocked",
                "your {organization|organisation|company|employer|administrator|school} has blocked access*",
                "internet security by zscaler*",
                "not allowed to browse*category*",
                "{blocked|denied} by {your |}{web filter|url filter|content filter|fortiguard|umbrella|netskope|zscaler|sophos|barracuda|websense|forcepoint|company policy}*",
                "{web page|website|url|site} blocked*categor*",
                "acceptable use policy*"
            )
            .AsLiteral();
        Decisive("cookie.too-large", "multiple cookies are required for this session as it exceeds the 4kb*")
            .AsLiteral();
        Decisive("access.application-refused", "is signed in but not*").AsLiteral();
        Strong("server.configuration", "authentication {is |}not configured*", "protected routes stay closed*")
            .AsLiteral();
        Decisive(
                "forward.peer-untrusted",
                "asked by a peer that is not a trusted proxy*",
                "{peer|caller|client} is not {a |one of the |among the |}trusted prox{y|ies}*"
            )
            .AsLiteral()
            .AsVerdict();
        Strong("credentials.missing", "{jwt |}token not found", "no {jwt |}token found").At(401).AsAbsence();
        Decisive("token.audience-mismatch", "token does not have a valid audience*", "incorrect aud*claim*expected*");
    }
}
