using System.Collections.Frozen;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Statuses;

/// <summary>What a status code alone suggests (RFC 9110, RFC 6585, RFC 7725 and what well-known servers send).</summary>
[Names(
    "credentials.malformed",
    "access.permission-denied",
    "refusal.as-forbidden",
    "route.unknown",
    "endpoint.wrong-path",
    "route.method-not-allowed",
    "endpoint.wrong-method",
    "proxy.authentication-required",
    "proxy.captive-portal",
    "csrf.token-invalid",
    "client.rate-exceeded",
    "header.too-large",
    "user.locked",
    "server.error",
    "upstream.unreachable",
    "upstream.timeout",
    "server.busy",
    "server.maintenance",
    "account.entitlement-missing",
    "certificate.missing",
    "certificate.untrusted",
    "endpoint.insecure-scheme",
    "session.unknown"
)]
internal sealed class StatusRule : Rule
{
    private static readonly FrozenDictionary<int, (Cause Cause, Strength Strength)[]> Suggested = new Dictionary<
        int,
        (Cause, Strength)[]
    >
    {
        [400] = [(Causes.Credentials.Malformed, Strength.Weak)],
        [402] = [(Causes.Account.EntitlementMissing, Strength.Strong)],
        [403] = [(Causes.Access.PermissionDenied, Strength.Moderate), (Causes.Refusal.AsForbidden, Strength.Weak)],
        [404] = [(Causes.Route.Unknown, Strength.Moderate), (Causes.Endpoint.WrongPath, Strength.Moderate)],
        [405] = [(Causes.Route.MethodNotAllowed, Strength.Strong), (Causes.Endpoint.WrongMethod, Strength.Moderate)],
        [407] = [(Causes.Proxy.AuthenticationRequired, Strength.Decisive)],
        [410] = [(Causes.Endpoint.WrongPath, Strength.Moderate)],
        [413] = [(Causes.Header.TooLarge, Strength.Weak)],
        [414] = [(Causes.Header.TooLarge, Strength.Weak)],
        [419] = [(Causes.Csrf.TokenInvalid, Strength.Strong)],
        [423] = [(Causes.User.Locked, Strength.Moderate)],
        [426] = [(Causes.Endpoint.InsecureScheme, Strength.Weak)],
        [429] = [(Causes.Client.RateExceeded, Strength.Strong)],
        [431] = [(Causes.Header.TooLarge, Strength.Decisive)],
        [440] = [(Causes.Session.Unknown, Strength.Moderate)],
        [494] = [(Causes.Header.TooLarge, Strength.Decisive)],
        [495] = [(Causes.Certificate.Untrusted, Strength.Strong)],
        [496] = [(Causes.Certificate.Missing, Strength.Decisive)],
        [497] = [(Causes.Endpoint.InsecureScheme, Strength.Decisive)],
        [500] = [(Causes.Server.Error, Strength.Moderate)],
        [502] = [(Causes.Upstream.Unreachable, Strength.Strong)],
        [503] = [(Causes.Server.Busy, Strength.Moderate), (Causes.Server.Maintenance, Strength.Weak)],
        [504] = [(Causes.Upstream.Timeout, Strength.Strong)],
        [511] = [(Causes.Proxy.CaptivePortal, Strength.Decisive)],
    }.ToFrozenDictionary();

    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (file.Main is not { Answer: { } answer } main)
        {
            yield break;
        }

        // To a GET in place of another method such an answer says nothing about the request that is asked about.
        if (answer.Status is 404 or 405 && main.Request is { } sent && sent.Method != (file.Subject ?? sent).Method)
        {
            yield break;
        }

        foreach (var (cause, strength) in Suggested.GetValueOrDefault(answer.Status, []))
        {
            // 403 to somebody who sent nothing is no missing permission.
            if (cause == Causes.Access.PermissionDenied && main.Request is { CarriesCredential: false })
            {
                yield return new Clue(
                    Causes.Refusal.AsForbidden,
                    Strength.Moderate,
                    $"The answer is 403 although no credentials were sent"
                )
                {
                    Source = main.Source,
                };
                continue;
            }

            yield return new Clue(cause, strength, $"The answer has the status {answer.Status}")
            {
                Source = main.Source,
            };
        }
    }
}
