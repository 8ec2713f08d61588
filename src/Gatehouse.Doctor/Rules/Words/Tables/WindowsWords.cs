using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Words.Tables;

/// <summary>What IIS, Windows, Active Directory and Kerberos say.</summary>
internal sealed class WindowsWords : WordTable
{
    public WindowsWords()
    {
        Iis();
        Directory();
        Kerberos();
    }

    private void Iis()
    {
        Decisive(
                "server.configuration",
                "{http error |}401.2*invalid authentication headers*",
                "you are not authorized to view this page due to invalid authentication headers*",
                "logon failed due to server configuration*",
                "{error|http|status} 401.2",
                "401.2 {-|:|unauthorized|forbidden} *"
            )
            .AsLiteral()
            .Also("credentials.missing", Strength.Moderate)
            .Fix(
                $"Install and enable the Windows feature of the method that callers use (Basic, Windows, Digest) in IIS > Authentication, or enable Anonymous where the application checks tokens itself",
                Party.Operator
            );
        Strong("credentials.rejected", "{error|http|status} 401.1", "401.1 {-|:|unauthorized|forbidden} *").AsLiteral();
        Decisive(
                "server.file-denied",
                "{error|http|status} 401.3",
                "401.3 {-|:|unauthorized|forbidden} *",
                "you do not have permission to view this directory or page because of the access control list*",
                "logon failed due to acl on resource*",
                "access is denied due to an acl set on the requested resource*"
            )
            .AsLiteral()
            .Fix(
                $"Grant the account (and the application pool's identity) Read on the folder: icacls PATH /grant \"IIS AppPool\\POOL:(RX)\"",
                Party.Operator
            );
        Decisive(
                "access.filter-refused",
                "{error|http|status} 401.4",
                "401.4 {-|:|unauthorized|forbidden} *",
                "authorization failed by filter*",
                "authorization denied by isapi filter*"
            )
            .AsLiteral();
        Decisive(
                "access.application-refused",
                "{error|http|status} 401.5",
                "401.5 {-|:|unauthorized|forbidden} *",
                "authorization failed by isapi/cgi*",
                "authorization failed by isapi/cgi application*"
            )
            .AsLiteral();
        Decisive("client.concurrency-exceeded", "{error|http|status} 401.501", "401.501 {-|:|unauthorized|forbidden} *")
            .AsLiteral();
        Decisive("client.rate-exceeded", "{error|http|status} 401.502", "401.502 {-|:|unauthorized|forbidden} *")
            .AsLiteral();
        Decisive(
                "client.address-denied",
                "{error|http|status} 401.503",
                "401.503 {-|:|unauthorized|forbidden} *",
                "{error|http|status} 403.6",
                "403.6 {-|:|unauthorized|forbidden} *",
                "ip address rejected*",
                "the ip address from which you are browsing is not permitted*"
            )
            .AsLiteral();
        Decisive(
                "client.host-denied",
                "{error|http|status} 401.504",
                "401.504 {-|:|unauthorized|forbidden} *",
                "{error|http|status} 403.8",
                "403.8 {-|:|unauthorized|forbidden} *"
            )
            .AsLiteral();
        Strong("server.configuration", "http error 401.6*").AsLiteral();
        Decisive(
                "endpoint.insecure-scheme",
                "{error|http|status} 403.4",
                "403.4 {-|:|unauthorized|forbidden} *",
                "ssl required*"
            )
            .AsLiteral();
        Decisive(
                "certificate.missing",
                "{error|http|status} 403.7",
                "403.7 {-|:|unauthorized|forbidden} *",
                "client certificate required*"
            )
            .AsLiteral();
        Decisive("certificate.untrusted", "{error|http|status} 403.16", "403.16 {-|:|unauthorized|forbidden} *")
            .AsLiteral();
        Decisive("certificate.expired", "{error|http|status} 403.17", "403.17 {-|:|unauthorized|forbidden} *")
            .AsLiteral();
        Decisive("certificate.revoked", "{error|http|status} 403.13", "403.13 {-|:|unauthorized|forbidden} *")
            .AsLiteral();
        Decisive(
                "header.too-large",
                "bad request request too long*",
                "the size of the request headers is too long*",
                "http error 400. the size of the request headers*",
                "http error 431*"
            )
            .AsLiteral();
        Moderate("credentials.rejected", "401 - unauthorized: access is denied due to invalid credentials*")
            .Also("credentials.missing", Strength.Moderate)
            .Also("server.configuration", Strength.Weak)
            .AsLiteral()
            .At(401);
        Moderate("credentials.missing", "2148074254").Also("credentials.not-sent", Strength.Moderate);
        Decisive("credentials.rejected", "2148074252", "0x8009030c", "sec_e_logon_denied*");
        Decisive("negotiate.ticket-invalid", "2148074248", "0x80090308", "sec_e_invalid_token*");
        Decisive("negotiate.clock-skew", "0x80090324", "2148074276", "sec_e_time_skew*");
        Strong(
            "negotiate.ticket-invalid",
            "0x80090303",
            "0x80090322",
            "sec_e_wrong_principal*",
            "sec_e_target_unknown*"
        );

        // Sharepoint and Exchange.
        Decisive(
            "credentials.scheme-unsupported",
            "basicauthblocked*",
            "basic authentication is disabled*",
            "basic auth*disabled*",
            "legacy authentication*{disabled|blocked|not allowed}*"
        );
        Decisive("token.audience-mismatch", "3000003*audience*", "the audience claim value is invalid*");
        Decisive("token.issuer-untrusted", "3000006*issuer*", "the issuer of the token is not a trusted issuer*");
        Decisive("token.signature-invalid", "3000000*signature*", "token contains invalid signature*");
        Decisive("token.expired", "3000006*expired*", "the token has expired*", "token has expired*2000*");
        Decisive(
            "token.scope-insufficient",
            "3001000*",
            "3002001*",
            "there has been an error authenticating the request*app only*"
        );
        Strong("credentials.wrong-kind", "token type is not allowed*");
        Decisive("credentials.scheme-unsupported", "idcrl is not enabled*", "legacy auth clients*");
    }

    private void Directory()
    {
        Decisive("credentials.rejected", "data 52e*", "acceptsecuritycontext error, data 52e*").AsVerdict();
        Decisive("user.unknown", "data 525,*", "data 525").AsVerdict();
        Decisive("access.permission-denied", "data 530*", "data 531*")
            .AsVerdict()
            .Fix($"The account's logon hours or workstations do not admit this sign-in", Party.Operator);
        Decisive(
                "password.expired",
                "data 532*",
                "data 773*",
                "status_password_expired*",
                "status_password_must_change*",
                "error_password_expired*",
                "nt_status_password_must_change*",
                "nt_status_password_expired*"
            )
            .AsVerdict();
        Decisive(
                "user.disabled",
                "data 533*",
                "data 701*",
                "status_account_disabled*",
                "nt_status_account_disabled*",
                "nt_status_account_expired*",
                "status_account_expired*",
                "account expired*"
            )
            .AsVerdict();
        Decisive("user.locked", "data 775*", "status_account_locked_out*", "nt_status_account_locked_out*").AsVerdict();
        Strong(
            "credentials.rejected",
            "ldap*error code 49*invalid credentials*",
            "ldap: error code 49*",
            "ldap_bind: invalid credentials (49)*",
            "ldap result code 49*",
            "nt_status_logon_failure*",
            "status_logon_failure*",
            "nt_status_wrong_password*",
            "status_wrong_password*",
            "unknown user name or bad password*"
        );
        Strong("user.unknown", "nt_status_no_such_user*", "status_no_such_user*");
        Decisive(
                "provider.outage-as-401",
                "{can't|cant|cannot|could not|unable to|failed to} {contact|connect to|reach|bind to} {the |}{ldap|directory|ad|active directory|authentication|identity|auth|sso|database|user store|user database|radius} {server|service|backend|provider|host|*}*",
                "ldap*{connection refused|server is unavailable|timed out|timeout|server down|unreachable|communicationexception}*",
                "{ldap|directory|authentication|identity|auth} {server|service|backend|provider} {is |}{unavailable|unreachable|down|not available|not responding|not reachable|timed out|offline}*",
                "nt_status_no_logon_servers*",
                "there are currently no logon servers available*",
                "authentication service {is |}{temporarily |currently |}{unavailable|down}*"
            )
            .Also("provider.unreachable", Strength.Strong);
    }

    private void Kerberos()
    {
        Decisive(
            "negotiate.clock-skew",
            "clock skew too great*",
            "krb_ap_err_skew*",
            "krb5krb_ap_err_skew*",
            "clock skew*kerberos*"
        );
        Decisive(
            "negotiate.ticket-invalid",
            "krb_ap_err_modified*",
            "krb_ap_err_tkt_expired*",
            "ticket expired*",
            "server not found in kerberos database*",
            "kdc_err_s_principal_unknown*",
            "gss_accept_sec_context*failed*",
            "gss_accept_sec_context() failed*",
            "no key table entry found*",
            "wrong principal in request*",
            "defective token detected*",
            "gssexception*",
            "cannot find key of appropriate type to decrypt ap rep*",
            "checksum failed*kerberos*",
            "key table entry not found*",
            "specified version of key is not available*",
            "request is a replay*kerberos*",
            "encryption type*not supported*",
            "kdc has no support for encryption type*"
        );
        Strong(
                "negotiate.ticket-invalid",
                "no kerberos credentials available*",
                "no credentials cache found*",
                "no credentials were supplied, or the credentials were unavailable or inaccessible*",
                "matching credential not found*"
            )
            .Also("credentials.missing", Strength.Strong)
            .Fix($"Get a ticket first: kinit USER@REALM, then klist");
        Decisive(
            "negotiate.ntlm-refused",
            "ntlm {is |authentication is |}{not supported|disabled|not allowed|blocked|not enabled|refused}*",
            "ntlm v1*{refused|disabled|not allowed|blocked}*",
            "ntlmv1*{refused|disabled|not allowed|blocked}*",
            "received token is ntlm*",
            "received type 1 ntlm token*",
            "ntlm authentication not {supported|allowed|enabled}*",
            "token is not a spnego*ntlm*",
            "unsupported ntlm*",
            "warning: received token seems to be ntlm*"
        );
        Decisive(
            "negotiate.delegation-missing",
            "anonymous logon*",
            "login failed for user nt authority\\anonymous logon*",
            "constrained delegation*{failed|not|missing}*",
            "double hop*"
        );
        Decisive("digest.nonce-stale", "stale=true*", "nonce {has |is |}{expired|stale}*")
            .In(WordPlace.Challenge | WordPlace.Console)
            .Also("digest.nonce-unknown", Strength.Weak);
        Decisive(
            "digest.replayed",
            "replay {attack |}detected*",
            "nonce count*{reused|mismatch|invalid|wrong|out of order|replay}*",
            "nc {value |}{reused|mismatch|invalid|out of order}*",
            "invalid nc*",
            "nonce {was |has been |is |}{already used|reused|replayed}*",
            "message replay*"
        );
        Decisive(
            "digest.uri-mismatch",
            "uri mismatch*",
            "digest uri*{mismatch|does not match}*",
            "does not match request uri*",
            "uri parameter*does not match*"
        );
        Decisive(
            "digest.algorithm-unsupported",
            "unsupported digest algorithm*",
            "digest algorithm*not supported*",
            "unknown algorithm*digest*",
            "digest*unsupported algorithm*"
        );
        Decisive("digest.qop-unsupported", "invalid qop*", "unsupported qop*", "qop*not supported*");
        Decisive(
            "digest.nonce-unknown",
            "invalid nonce*digest*",
            "invalid nonce*received*hash is not*",
            "nonce is not one*",
            "unknown nonce*"
        );
    }
}
