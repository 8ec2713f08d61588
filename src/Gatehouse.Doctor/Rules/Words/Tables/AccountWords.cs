namespace Gatehouse.Doctor.Rules.Words.Tables;

/// <summary>What is said of accounts: locked, disabled, not ready, not paid for, in want of a second factor.</summary>
internal sealed class AccountWords : WordTable
{
    public AccountWords()
    {
        States();
        Factors();
        Plans();
        Sessions();
    }

    private void States()
    {
        Decisive(
            "user.locked",
            "{account|user|user account|login|your account|profile} {is |has been |was |}{currently |temporarily |}{locked|locked out|lockedout}*",
            "{locked|locked out} {account|user}",
            "account {lockout|lock}",
            "{locked|locked out} {due to|because of|after|for} {too many|multiple|repeated|several} {failed |unsuccessful |invalid |incorrect |}{login |log in |sign in |password |authentication |}{attempts|tries|failures|logins}*",
            "referenced account is currently locked out*",
            "user_locked",
            "account_locked*",
            "login_locked"
        );
        Decisive(
            "user.disabled",
            "{account|user|user account|your account|profile|member} {is |has been |was |}{currently |}{disabled|deactivated|suspended|blocked|deleted|terminated|not enabled|banned}*",
            "{disabled|deactivated|suspended|inactive|blocked|terminated} {account|user}",
            "{account|user} {is |}{inactive|not active}",
            "user inactive or deleted",
            "account_disabled*",
            "account_inactive",
            "user_deactivated",
            "users_deactivated"
        );
        Decisive(
            "account.not-activated",
            "{email|e mail|email address|phone|phone number|account} {is |has |was |}{not {yet |been |}|un}{verified|confirmed|activated|validated}*",
            "{email|e mail|phone|account|user}_not_{verified|confirmed|activated}*",
            "{verify|confirm|activate|validate} your {email|e mail|email address|account|phone number}*",
            "{unverified|unconfirmed} {email|e mail|account|user|email address}",
            "account {is |}not {yet |}{active yet|activated|approved|set up|fully set up|ready}*",
            "account is not fully set up*",
            "{account|user|registration} {is |}{pending|awaiting} {approval|activation|verification|confirmation|review}*",
            "{awaiting|pending} {approval|activation|verification|confirmation}",
            "you have to confirm your email address before continuing*",
            "{accept|agree to} {the |our |}{new |updated |latest |}{terms|terms of service|terms and conditions|tos}*",
            "terms {of service |and conditions |}{have |}{not {been |}|must be |need to be }{accepted|agreed}*",
            "{user|account} {is |}not {yet |}{activated|confirmed|verified}",
            "emailnotconfirmed",
            "email not confirmed",
            "user_not_confirmed_exception*",
            "user is not confirmed*",
            "complete your {registration|profile|sign up|signup|onboarding}*"
        );
        Decisive(
            "account.not-provisioned",
            "{user|account} {is |has |was |}not {yet |been |}provisioned*",
            "{user|account}*does not exist in {tenant|this organization|organization|directory|workspace}*",
            "{user|you|account} {is |are |}not {a member of|part of|assigned to|invited to|registered in|registered for} {this|the|your} {organization|organisation|workspace|tenant|team|application|project|site|instance}*",
            "no {local |}{account|user} {found |exists |}for {this|the} {identity|external|sso|saml|oauth|email|e mail}*",
            "signup {is |}{disabled|not allowed}*",
            "sign up is {disabled|not allowed}*",
            "user_not_in_organization",
            "first time login*not allowed*"
        );
        Decisive(
            "password.expired",
            "password {has |is |was |}{expired|to be changed|expired and must be changed}*",
            "expired password",
            "{must|need to|have to|required to|please} {change|reset|update} {your |the |}password*",
            "password {change|reset|update} {is |}required*",
            "{change|reset} password {on|at} {next|first} {login|logon|sign in}*",
            "force_change_password",
            "newpasswordrequired",
            "new_password_required",
            "password_expired*",
            "password_reset_required*",
            "user credentials have expired"
        );
        Decisive(
            "credentials.throttled",
            "too many {failed |unsuccessful |invalid |incorrect |}{login|log in|sign in|authentication|auth|password|logon} {attempts|tries|failures|requests}*",
            "too many {failed|unsuccessful|invalid|incorrect} {attempts|tries}*",
            "too many attempts*",
            "too many authentication failures",
            "{maximum|max} {number of |}{login|authentication|password} attempts*",
            "login attempts {exceeded|limit}*",
            "{captcha|recaptcha|hcaptcha} {is |}{required|challenge|failed|needed|missing|invalid|verification failed}*",
            "captcha_challenge",
            "captcha_required",
            "captcha required",
            "{temporarily|currently} {blocked|disabled|locked} {due to|because of|after} {too many|multiple|repeated}*",
            "{login|account|user} {is |has been |}{temporarily } {blocked|throttled|suspended}*",
            "brute force {attack |protection |}{detected|triggered|lockout|block}*",
            "authentication rate limit*",
            "exceeded the limit of*{failed|bad|login} {login |}attempts*",
            "try again {later|in * minutes|in * seconds}*too many*",
            "slow down login"
        );
        Decisive(
            "client.banned",
            "{your ip|ip|ip address|you} {has been |have been |is |are |was |}{temporarily |permanently |}{banned|blacklisted|blocklisted}*",
            "banned ip",
            "ip_banned",
            "address is banned"
        );
    }

    private void Factors()
    {
        Decisive(
            "mfa.required",
            "{mfa|2fa|otp|totp|two factor|two factor authentication|multi factor authentication|multifactor authentication|second factor|two step verification|2 step verification|two factor auth|one time password|authenticator code|verification code|mfa code|otp code|2fa code} {is |are |}{required|needed|must be provided|not provided|missing|must be enabled|enabled}*",
            "{mfa|2fa|otp|totp|two factor|two_factor|multifactor|second_factor}_{required|needed|challenge|auth_required}*",
            "{requires|require|required|need|needs|must provide|must use|must enable|provide|enter|missing} {a |an |your |the |}{valid |}{mfa|2fa|otp|totp|two factor|two factor authentication|multi factor authentication|multifactor authentication|second factor|one time password}*",
            "must specify two factor authentication otp code*",
            "x github otp: required*",
            "mfa_token*",
            "interaction_required*mfa*",
            "password login forbidden",
            "passwordloginforbidden",
            "two factor authentication enabled*",
            "{user|account} has {two factor|2fa|mfa}*{enabled|active}*",
            "sms_mfa",
            "software_token_mfa",
            "mfa_setup",
            "ubic2fatokenrequired",
            "step up {authentication |}required*",
            "otp_required",
            "this operation requires a one time password*",
            "eotp",
            "missing_tfa",
            "{must|need to|please} {provide|enter|supply|specify|give} {a |an |your |the |}one time {pass|password|passcode|code}*",
            "one time {pass|passcode|code} {is |}{required|needed}*",
            "use your security key for authentication*",
            "need tfa",
            "two factor token required"
        );
        Decisive(
            "mfa.wrong",
            "{invalid|incorrect|wrong|bad|expired} {mfa|2fa|otp|totp|two factor|verification|one time|authenticator|security} {code|passcode}*",
            "{invalid|incorrect|wrong} {otp|totp|2fa|mfa}*",
            "{otp|totp|mfa code|2fa code|otp code|one time {pass|password|passcode|code}|security code|authenticator code|verification code} {is |was |has |}{invalid|incorrect|wrong|expired|not valid}*",
            "multifactor authentication failed*invalid mfa one time pass code",
            "codemismatchexception*",
            "two factor authentication failed*"
        );
        Strong(
            "token.assurance-insufficient",
            "insufficient_user_authentication*",
            "unmet_authentication_requirements*",
            "higher level of {authentication|assurance}*",
            "step up authentication*",
            "acr {is |}{insufficient|not met}*"
        );
        Strong(
            "token.too-old",
            "requires {recent|fresh} {login|sign in|authentication}*",
            "credential_too_old_login_again",
            "{fresh|recent} {token|login|authentication} {is |}required*",
            "only fresh tokens are allowed",
            "max_age*exceeded*"
        );
    }

    private void Plans()
    {
        Decisive(
            "account.entitlement-missing",
            "{licence|license|subscription|trial|free trial|plan|membership|support contract} {key |period |}{has |is |was |}{expired|lapsed|ended|inactive|not active|cancelled|canceled|invalid|not valid|over|suspended|required|missing|not found}*",
            "{invalid|expired|missing|no|no active|inactive|no valid} {licence|license|subscription}*",
            "{your|the|current} {plan|subscription|licence|license|tier|edition|account type} {does not|doesn't} {include|allow|support|cover|permit|have access}*",
            "{not included|not available|unavailable} {in|on|with|for} {your|the|this} {current |}{plan|subscription|licence|license|tier|edition}*",
            "{upgrade|update} {your |to a |to |}{plan|subscription|licence|license|paid plan|account|pro|premium|enterprise}*",
            "{quota|credit|credits|balance|usage limit|monthly limit|daily quota|monthly quota} {has been |have been |is |are |was |}{exceeded|exhausted|used up|depleted|reached|insufficient|out|over}*",
            "{insufficient|out of|no remaining|not enough|exceeded your|no} {quota|credit|credits|balance|funds|current quota}*",
            "{payment|billing|invoice} {is |}{required|overdue|past due|failed|declined|unpaid|not set up|not enabled|disabled}*",
            "{account|subscription} {is |has been |}{past due|overdue|unpaid|delinquent|in arrears}*",
            "{unpaid|overdue|outstanding} {invoice|invoices|balance|bill|bills}*",
            "no {free |available |more |remaining |}{seat|seats} {left|available|assigned|for}*",
            "no_{seat|seats|license|licence|subscription}*",
            "{seat|license|licence} limit {has been |is |}{reached|exceeded}*",
            "billing {has not been enabled|account*closed|hard limit has been reached*|not active*}",
            "{account|user|user account|subscription|organization|organisation|workspace|service} {is |has been |was |}{suspended|disabled|blocked|locked|deactivated} {due to|because of|for} {unpaid|an unpaid|non payment|nonpayment|overdue|billing|missed payment|failed payment|payment|outstanding}*",
            "account is not active, please check your billing details*",
            "enterprise {license|licence|plan|subscription|feature|edition}*{required|only}",
            "this feature {requires|is only available|is not available|is part of}*",
            "insufficient_quota",
            "payment_required",
            "trial has {expired|ended}",
            "license_expired",
            "{invalid or expired|expired or invalid|missing or invalid|missing or expired|invalid or missing} {license|licence|subscription}*",
            "{license|licence|subscription}*{invalid or expired|expired or invalid|missing or invalid}*",
            "subscription_required",
            "subscription_inactive",
            "current license is non compliant*",
            "900805",
            "not entitled to*",
            "no entitlement*",
            "missing entitlement*",
            "not subscribed to {this|the} {api|product|service|plan}*",
            "you are not subscribed to this api"
        );
        Decisive("account.entitlement-missing", "900908*");
    }

    private void Sessions()
    {
        Decisive(
            "session.revoked",
            "logged in {from|on|at|in} another {device|location|place|browser|computer|session}*",
            "{logged|signed} {in|on} elsewhere*",
            "{another|other|new} {login|session|sign in|device} {has |was |is |}{detected|started|active|logged in|replaced|signed in}*",
            "session {has been |was |is |}{revoked|terminated|invalidated|ended by|killed|closed by|replaced|kicked}*",
            "{you have been|you were|user has been|user was} {logged out|signed out|kicked}*{another|other|elsewhere|administrator|admin|device}*",
            "{logged out|signed out} {because|due to|by|from}*{another|other|administrator|admin|elsewhere}*",
            "concurrent {session|login|logins|sessions} {limit|not allowed|detected|control}*",
            "this session has been expired (possibly due to multiple concurrent logins*",
            "maximum {number of |}{sessions|concurrent sessions|devices|logins} {exceeded|reached}*",
            "session_revoked",
            "session revoked"
        );
        Strong(
                "session.expired-idle",
                "{session|login|login session|your session|user session} {has |is |was |}{already |}{expired|timed out|timed-out|ended|lapsed}*",
                "session {timeout|time out|expired|expiration|expiry}*",
                "expired session*",
                "session_expired*",
                "{logged out|signed out} {due to|because of|after} {inactivity|being idle|idle}*",
                "due to inactivity"
            )
            .Also("session.expired-absolute", Strength.Moderate)
            .Also("session.unknown", Strength.Moderate);
        Decisive("session.unreadable", "unprotect ticket failed*", "key * was not found in the key ring*");
        Strong(
            "session.unreadable",
            "{unprotect|decrypt|decode|decrypting|unprotecting} {ticket|cookie|the cookie|session|the session|session cookie}*{failed|error|fail}*",
            "key {* was not found|not found} in the key ring",
            "{could not|cannot|failed to|unable to} {decrypt|decode|unprotect|deserialize|load} {the |}{session|cookie|session cookie|authentication ticket|auth cookie|antiforgery token}*",
            "the payload was invalid*key ring*",
            "{cookie|session} signature {mismatch|invalid|not valid}*",
            "invalid signature for {cookie|session}*",
            "securecookie: the value is not valid",
            "the mac is invalid",
            "bad session signature",
            "error while decrypting {cookie|session|the cookie}*"
        );
    }
}
