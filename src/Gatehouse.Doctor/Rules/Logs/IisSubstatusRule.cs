using Gatehouse.Doctor.Logs;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Logs;

/// <summary>IIS says in its log why it refused: the substatus, and the Windows error beside it.</summary>
[Names(
    "credentials.rejected",
    "credentials.not-sent",
    "credentials.scheme-unsupported",
    "server.file-denied",
    "access.filter-refused",
    "access.application-refused",
    "client.concurrency-exceeded",
    "client.rate-exceeded",
    "client.address-denied",
    "client.host-denied",
    "negotiate.ticket-invalid",
    "negotiate.clock-skew",
    "negotiate.ntlm-refused",
    "provider.outage-as-401",
    "user.unknown",
    "user.disabled",
    "user.locked",
    "password.wrong",
    "password.expired",
    "access.permission-denied",
    "certificate.missing",
    "certificate.expired",
    "certificate.revoked",
    "certificate.untrusted",
    "certificate.unmapped",
    "endpoint.insecure-scheme",
    "waf.blocked"
)]
internal sealed class IisSubstatusRule : LogRule
{
    private const Strength Full = Strength.Decisive;

    protected override IEnumerable<Clue> Examine(LogFindings findings)
    {
        var told = findings.Refusals.Where(refusal => refusal.Substatus != 0 || refusal.Win32 > 5).ToList();
        foreach (var group in told.GroupBy(refusal => (refusal.Status, refusal.Substatus, refusal.Win32)))
        {
            var (status, substatus, win32) = group.Key;
            if (Meaning(status, substatus, win32) is not var (cause, strength, why))
            {
                continue;
            }

            var count = group.Count();
            var share = count * 100 / told.Count;
            yield return new Clue(
                cause,
                share >= 60 ? strength
                    : share >= 20 ? (Strength)Math.Min((int)strength, (int)Strength.Strong)
                    : (Strength)Math.Min((int)strength, (int)Strength.Moderate),
                $"{count} requests were refused with {status}.{substatus} and Windows error {win32}: {why}"
            );
        }
    }

    private static (Cause Cause, Strength Strength, FormattableString Why)? Meaning(
        int status,
        int substatus,
        long win32
    ) =>
        (status, substatus) switch
        {
            (401, 1 or 0) => Logon(win32),
            (401, 2) when win32 > 5 && Logon(win32) is { } logon => logon,
            (401, 2) => (
                Causes.Credentials.SchemeUnsupported,
                Strength.Strong,
                $"no method of authentication that is switched on was used by the caller"
            ),
            (401, 3) => (Causes.Server.FileDenied, Full, $"the file's access list lets this account not in"),
            (401, 4) => (Causes.Access.FilterRefused, Full, $"a filter of the server refused"),
            (401, 5) => (Causes.Access.ApplicationRefused, Full, $"the application itself refused"),
            (401, 501) => (Causes.Client.ConcurrencyExceeded, Full, $"too many requests at a time from one address"),
            (401, 502) => (Causes.Client.RateExceeded, Full, $"too many requests in a span of time from one address"),
            (401, 503) => (Causes.Client.AddressDenied, Full, $"the address is on the list of those refused"),
            (401, 504) => (Causes.Client.HostDenied, Full, $"the host name is on the list of those refused"),
            (403, 4 or 5) => (Causes.Endpoint.InsecureScheme, Full, $"TLS is required here"),
            (403, 6) => (Causes.Client.AddressDenied, Full, $"the address is refused"),
            (403, 7) => (Causes.Certificate.Missing, Full, $"a client certificate is required"),
            (403, 8) => (Causes.Client.HostDenied, Full, $"the site's name is refused to this caller"),
            (403, 12) => (Causes.Certificate.Unmapped, Full, $"no account belongs to the client certificate"),
            (403, 13) => (Causes.Certificate.Revoked, Full, $"the client certificate is revoked"),
            (403, 16) => (Causes.Certificate.Untrusted, Full, $"the client certificate is not trusted"),
            (403, 17) => (Causes.Certificate.Expired, Full, $"the client certificate is not valid at this time"),
            (403, 501) => (Causes.Client.ConcurrencyExceeded, Full, $"too many requests at a time from one address"),
            (403, 502) => (Causes.Client.RateExceeded, Full, $"too many requests in a span of time from one address"),
            (403, 503) => (Causes.Client.AddressDenied, Full, $"the address is on the list of those refused"),
            _ => null,
        };

    private static (Cause, Strength, FormattableString)? Logon(long win32) =>
        win32 switch
        {
            5 => (Causes.Credentials.Rejected, Strength.Moderate, $"access denied"),
            1326 or 2148074252 => (Causes.Credentials.Rejected, Full, $"the user name or password is wrong"),
            86 => (Causes.Password.Wrong, Full, $"the password is wrong"),
            1317 or 2148074253 => (Causes.User.Unknown, Strength.Strong, $"there is no such user"),
            1327 or 1328 or 1329 => (
                Causes.User.Disabled,
                Strength.Strong,
                $"the account is restricted in time or place"
            ),
            1330 or 1907 => (Causes.Password.Expired, Full, $"the password has expired or must be changed"),
            1331 => (Causes.User.Disabled, Full, $"the account is disabled"),
            1793 => (Causes.User.Disabled, Full, $"the account has expired"),
            1909 => (Causes.User.Locked, Full, $"the account is locked"),
            1385 => (Causes.Access.PermissionDenied, Full, $"the account lacks the right to log on this way"),
            1311 or 1355 or 1722 or 2148074257 => (
                Causes.Provider.OutageAs401,
                Full,
                $"no domain controller could be asked"
            ),
            2148074242 => (Causes.Negotiate.NtlmRefused, Strength.Moderate, $"the package refuses this function"),
            1396 or 2148074274 or 2148074243 => (
                Causes.Negotiate.TicketInvalid,
                Full,
                $"the service's principal name is wrong"
            ),
            2148074248 or 2148074287 => (Causes.Negotiate.TicketInvalid, Strength.Strong, $"the token is not valid"),
            2148074276 => (Causes.Negotiate.ClockSkew, Full, $"the clocks differ too much"),
            2148074254 => (
                Causes.Credentials.NotSent,
                Strength.Strong,
                $"the caller never answered the challenge with credentials"
            ),
            _ => null,
        };
}
