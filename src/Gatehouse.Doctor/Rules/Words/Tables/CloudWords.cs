using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Words.Tables;

/// <summary>What AWS, Azure, Cloudflare and API gateways say, and interfaces that want signed requests.</summary>
internal sealed class CloudWords : WordTable
{
    public CloudWords()
    {
        Aws();
        Azure();
        Gateways();
        Exchanges();
    }

    private void Aws()
    {
        Decisive(
                "signature.mismatch",
                "signaturedoesnotmatch*",
                "the request signature we calculated does not match*",
                "invalidsignatureexception*",
                "incompletesignature*",
                "authorization header requires*parameter*",
                "credential should be scoped to*",
                "the authorization header is malformed; the region*is wrong*",
                "authorizationheadermalformed*",
                "authorizationqueryparameterserror*"
            )
            .Fix(
                $"Sign for the region and service of the host that is called, over the path, query and fields exactly as they are sent"
            );
        Decisive(
                "signature.clock-skewed",
                "requesttimetooskewed*",
                "the difference between the request time and the current time is too large*",
                "signature expired:*",
                "signature not yet current:*",
                "requestexpired*",
                "request has expired*",
                "requestintheFutureexception*",
                "request in the future*"
            )
            .Fix(
                $"Set the clock by NTP (chronyc tracking, w32tm /query /status); the tolerance is five to fifteen minutes"
            );
        Decisive(
                "key.unknown",
                "invalidaccesskeyid*",
                "the aws access key id you provided does not exist in our records*",
                "invalidclienttokenid*",
                "unrecognizedclientexception*",
                "the security token included in the request is invalid*"
            )
            .AsLiteral();
        Decisive(
            "token.expired",
            "expiredtokenexception*",
            "expiredtoken*",
            "the provided token has expired*",
            "the security token included in the request is expired*"
        );
        Strong("token.malformed", "the provided token is malformed or otherwise invalid*").AsLiteral();
        Decisive("credentials.ambiguous", "only one auth mechanism allowed*").AsLiteral();
        Decisive(
            "credentials.scheme-unsupported",
            "the authorization mechanism you have provided is not supported*",
            "unsupported authorization type*",
            "please use aws4 hmac sha256*"
        );
        Decisive("endpoint.wrong-path", "missing authentication token", "missingauthenticationtokenexception*")
            .Beside("missing authentication token*")
            .Of("AWS")
            .AsLiteral()
            .Fix(
                $"Compare path, stage and method with the deployed routes: this answer is given for every route that does not exist"
            );
        Strong("endpoint.wrong-path", "missingauthenticationtokenexception*").AsLiteral();
        Moderate("endpoint.wrong-path", "missing authentication token")
            .At(403)
            .Also("credentials.missing", Strength.Weak)
            .AsLiteral();
        Decisive(
            "access.permission-denied",
            "is not authorized to perform:*",
            "user is not authorized to access this resource*",
            "accessdeniedexception*",
            "with an explicit deny*",
            "no identity based policy allows*",
            "allaccessdisabled*"
        );
        Decisive("token.expired", "your authorization token has expired. reauthenticate and try again*");
        Strong("credentials.missing", "no basic auth credentials*").AsAbsence();
        Moderate("challenge.missing", "x amzn remapped www authenticate:*")
            .In(WordPlace.Field)
            .Fix(
                $"The front door renames WWW-Authenticate: send the challenge by another way (a gateway response, CloudFront) or send credentials without being asked",
                Party.Operator
            );
        Strong(
                "credentials.missing",
                "unable to locate credentials*",
                "could not load credentials from any providers*",
                "no valid credential sources*",
                "the config profile*could not be found*",
                "unable to load aws credentials*"
            )
            .In(WordPlace.Console);
        Decisive("key.unknown", "notauthorizedexception*incorrect username or password*").AsLiteral();
        Decisive("session.revoked", "access token has been revoked*", "refresh token has been revoked*");
        Strong(
            "waf.blocked",
            "request blocked. we can't connect to the server for this app or website*",
            "the request could not be satisfied*request blocked*",
            "request blocked"
        );
    }

    private void Azure()
    {
        Decisive(
                "signature.mismatch",
                "make sure the value of authorization header is formed correctly including the signature*",
                "the mac signature found in the http request*is not the same as any computed signature*",
                "signature did not match. string to sign used was*",
                "signature fields not well formed*",
                "server failed to authenticate the request*string to sign*"
            )
            .AsLiteral();
        Decisive(
                "credentials.ambiguous",
                "authentication information is not given in the correct format. check the value of authorization header*"
            )
            .Beside("x amz*")
            .AsLiteral();
        Strong(
                "credentials.malformed",
                "invalidauthenticationinfo*",
                "authentication information is not given in the correct format*",
                "authenticationinformation*not*correct format*"
            )
            .Also("credentials.superfluous", Strength.Moderate)
            .AsLiteral();
        Strong("token.expired", "signature not valid in the specified time frame*")
            .Also("token.not-yet-valid", Strength.Moderate)
            .AsLiteral()
            .AsVerdict();
        Strong(
                "credentials.missing",
                "noauthenticationinformation*",
                "server failed to authenticate the request. please refer to the information in the www authenticate header*"
            )
            .AsAbsence()
            .AsLiteral();
        Strong("credentials.missing", "access denied due to missing subscription key*")
            .AsAbsence()
            .AsLiteral()
            .Fix($"Send the key as Ocp-Apim-Subscription-Key: KEY (or the parameter subscription-key)");
        Strong("key.unknown", "access denied due to invalid subscription key*")
            .AsLiteral()
            .Fix(
                $"Take a key of an active subscription to the product that holds this API, and mind the region's host"
            );
        Strong("key.unknown", "access denied due to invalid subscription key or wrong api endpoint*")
            .AsLiteral()
            .AsVerdict()
            .Also("endpoint.wrong-host", Strength.Strong)
            .Fix($"Use the key with the endpoint of its own resource and region");
        Strong("credentials.missing", "you do not have permission to view this directory or page*").At(401).AsAbsence();
        Decisive(
                "credentials.missing",
                "invalidauthenticationtoken*access token is empty*",
                "access token is empty*",
                "authenticationfailedmissingtoken*",
                "authentication failed. the authorization header is missing*"
            )
            .AsAbsence();
        Decisive(
            "token.audience-mismatch",
            "invalidauthenticationtokenaudience*",
            "the access token has been obtained for wrong audience or resource*",
            "invalid audience*"
        );
        Strong("token.malformed", "compacttoken parsing failed*", "idx14100*");
        Decisive(
            "token.issuer-untrusted",
            "the access token is from the wrong issuer*",
            "invalidauthenticationtokentenant*"
        );
        Decisive(
            "access.permission-denied",
            "authorizationpermissionmismatch*",
            "authorizationfailed*does not have authorization to perform action*",
            "does not have authorization to perform action*",
            "linkedauthorizationfailed*"
        );
        Decisive("credentials.rejected", "tf400813*", "tf401444*").Also("credentials.stale-cached", Strength.Strong);
        Decisive("account.not-provisioned", "tf401444*please sign in*");
        Decisive(
            "credentials.scheme-unsupported",
            "alternate authentication credentials*disabled*",
            "keybasedauthenticationnotpermitted*",
            "key based authentication is not permitted*",
            "local authentication is disabled*"
        );
    }

    private void Gateways()
    {
        Strong("credentials.missing", "no api key found in request*").AsAbsence();
        Moderate("credentials.rejected", "invalid authentication credentials")
            .Also("key.unknown", Strength.Moderate)
            .Of("Kong");
        Decisive(
            "key.unknown",
            "no consumer found for key*",
            "no credentials found for given*",
            "no credentials found for given iss*",
            "no credentials found for given kid*"
        );
        Strong(
            "signature.mismatch",
            "hmac signature cannot be verified*",
            "hmac signature does not match*",
            "hmac {verification|validation} failed*",
            "invalid hmac*",
            "signature {verification |}{does not match|doesn't match|did not match|mismatch}*",
            "signature verification failed*webhook*",
            "signature_mismatch*"
        );
        Decisive(
                "signature.clock-skewed",
                "hmac signature cannot be verified, a valid date or x date header is required*"
            )
            .AsLiteral();
        Strong("credentials.missing", "900902*")
            .AsAbsence()
            .AsVerdict()
            .Fix(
                $"WSO2 names the field that it expects in the text: Authorization by default, ApiKey, Internal-Key or one that the operator chose"
            );
        Moderate("credentials.rejected", "900901*")
            .Also("token.expired", Strength.Moderate)
            .Also("token.malformed", Strength.Weak);
        Strong("provider.unreachable", "900900*").Also("provider.outage-as-401", Strength.Strong);
        Decisive(
                "provider.outage-as-401",
                "error while accessing backend services for api key validation*",
                "unclassified authentication failure*"
            )
            .AsLiteral();
        Decisive("access.permission-denied", "900906*", "900907*");
        Decisive("token.scope-insufficient", "900910*");
        Decisive("token.expired", "900903*", "900904*");
        Decisive(
            "endpoint.wrong-environment",
            "sandbox key provided for production*",
            "production key provided for sandbox*"
        );
        Decisive(
            "endpoint.wrong-environment",
            "{test|sandbox|live|production} {key|keys|api key|token|credentials|mode key}*{used|provided|sent|cannot be used|can not be used|not valid|not allowed|is for|against|not work}*{live|production|prod|sandbox|test|environment|mode}*",
            "{key|token|credentials} {belong|belongs|is|are} {to|for|from} {another|a different|the wrong|the sandbox|the test|the live|the production} {environment|mode|region}*",
            "wrong environment*",
            "a similar object exists in {test|live} mode*",
            "environment mismatch*",
            "badenvironmentkeyintoken*",
            "is not valid {in|for} {this|the} {environment|region|cluster|data center|datacenter}*"
        );

        // Cloudflare's API and Access.
        Strong("credentials.rejected", "authentication error")
            .Beside("10000")
            .Also("token.scope-insufficient", Strength.Moderate);
        Decisive("credentials.malformed", "6003", "invalid request headers").Beside("invalid format for*header*");
        Strong("credentials.rejected", "9109*", "9106*", "9103*").Of("Cloudflare");
        Decisive("access.nobody", "forbidden. you don't have permission to view this*").AsLiteral();
    }

    private void Exchanges()
    {
        Decisive(
            "signature.clock-skewed",
            "timestamp for this request {is outside of the recvwindow|was*ahead of the server's time|was * ahead of the servers time}*",
            "timestamp for this request was*ahead*",
            "outside of the recvwindow*",
            "-1021",
            "invalid_timestamp*",
            "{timestamp|request timestamp|nonce|date|date header|request time} {is |was |has |}{expired|too old|outdated|out of range|out of sync|too far|outside|stale|skewed|not within|in the future|invalid or expired}*",
            "{invalid|bad|stale|expired} {timestamp|request timestamp|kc api timestamp|request time}*",
            "{request|the request} {timestamp |}{expired|is expired|has expired|is too old}*",
            "timestamp {drift|skew|difference|window|out of}*",
            "ok access timestamp*{expired|invalid}*",
            "code:50102",
            "code: 50102",
            "kc api timestamp invalid*",
            "req_time*recv_window*",
            "wsse authorized time check failed*",
            "message {has |}expired*created*",
            "invalid security token*created*",
            "the security semantics of the message have expired*",
            "{created|wsu:created}*{in the future|too old|expired}*"
        );
        Decisive(
            "signature.mismatch",
            "signature for this request is not valid*",
            "-1022",
            "eapi:invalid signature*",
            "{invalid|bad|incorrect|wrong} {webhook|request|hmac|payload|message|oauth} signature*",
            "kc api sign invalid*",
            "400005*signature*",
            "error sign! origin_string*",
            "invalid sign",
            "sign error*",
            "{request |api |hmac |oauth |webhook |message |}signature {is |was |}{not valid for|incorrect for|verification failed for} {this |the |}{request|payload|body}*",
            "oauth_problem=signature_invalid*",
            "signature_method_rejected*",
            "could not validate {webhook |}signature*",
            "no signatures found matching the expected signature for payload*",
            "{webhook|payload|request} signature {does not match|mismatch|is invalid|invalid|verification failed|validation failed}*"
        );
        Decisive(
            "signature.body-changed",
            "content sha256mismatch*",
            "xamzcontentsha256mismatch*",
            "the provided x amz content sha256 header does not match what was computed*",
            "{body|payload|content} {hash|digest|checksum} {does not match|mismatch|is invalid|invalid}*",
            "digest header {mismatch|does not match|invalid}*",
            "bad digest*",
            "contentmd5mismatch*"
        );
        Strong(
                "key.unknown",
                "-2014",
                "api key format invalid*",
                "kc api key not exists*",
                "api key doesn't exist*",
                "eapi:invalid key*",
                "-2008"
            )
            .AsLiteral();
        Moderate("key.address-denied", "invalid api key, ip, or permissions for action*", "-2015")
            .Also("key.unknown", Strength.Moderate)
            .Also("access.permission-denied", Strength.Moderate)
            .AsLiteral()
            .Ask($"Which addresses and permissions does the key's own page list?");
        Decisive("client.address-denied", "api key*ip {address |}*not in {whitelist|the whitelist}*");
        Strong(
            "signature.clock-skewed",
            "eapi:invalid nonce*",
            "invalid nonce*",
            "nonce {must be|is too|too}*",
            "invalid {timestamp/nonce|nonce/timestamp}*",
            "oauth_problem=timestamp_refused*",
            "timestamp_refused*",
            "nonce_used*",
            "{code:135|timestamp out of bounds}*",
            "timestamp out of bounds*"
        );
        Decisive("signature.mismatch", "could not authenticate you*code:32*", "could not authenticate you").Of("X");
        Strong("signature.mismatch", "could not authenticate you*").Also("credentials.rejected", Strength.Moderate);
        Strong("token.malformed", "bad authentication data*")
            .Beside("215")
            .Also("credentials.malformed", Strength.Moderate);
        Decisive(
            "credentials.wrong-kind",
            "authenticating with oauth*is forbidden for this endpoint*",
            "unsupported authentication*",
            "unsupported_authentication*",
            "oauth*application only*forbidden*",
            "/me request is only valid with delegated authentication flow*",
            "delegated authentication flow*",
            "requires {user|a user} {context|authentication|access token|token}*",
            "{user|app} {access |}token required*",
            "application only*not {supported|allowed}*",
            "only {available|valid|allowed} {for|with} user {tokens|context}*",
            "valid user authentication required*",
            "user authentication required*",
            "this method requires an access token issued to a user*",
            "client credentials*not {supported|allowed}*for this {endpoint|request|api}*"
        );
    }
}
