using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Probes.Ladder;

/// <summary>A preflight as a browser sends it before the request (Fetch standard): without credentials, for a page of the given origin.</summary>
internal sealed class PreflightProbe : Probe
{
    private static readonly string[] Simple =
    [
        "Accept",
        "Accept-Language",
        "Content-Language",
        "Origin",
        "Referer",
        "User-Agent",
        "Cookie",
        "Host",
    ];

    public override IEnumerable<ProbePlan> Propose(CaseFile file)
    {
        if (
            file.Subject is not { Url: not null } subject
            || subject.Headers["Origin"] is not { Length: > 0 } origin
            || subject.Headers.Has("Access-Control-Request-Method")
            || file.First(ProbeIntent.Preflight) is not null
            || file.First(ProbeIntent.Supplied) is null
        )
        {
            yield break;
        }

        var asked = subject
            .Headers.Where(line =>
                !line.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase) || !IsOfForms(line.Value)
            )
            .Select(line => line.Name)
            .Where(name =>
                !Simple.Contains(name, StringComparer.OrdinalIgnoreCase)
                && !name.StartsWith("Sec-", StringComparison.OrdinalIgnoreCase)
            )
            .Select(name => name.ToLowerInvariant())
            .Order(StringComparer.Ordinal)
            .ToList();
        if (asked.Count == 0 && subject.Method is "GET" or "HEAD" or "POST")
        {
            yield break;
        }

        var headers = HeaderLines.Of(("Origin", origin), ("Access-Control-Request-Method", subject.Method));
        yield return new ProbePlan
        {
            Intent = ProbeIntent.Preflight,
            Label = "the preflight that a browser sends",
            Request = CredentialPlaces.Without(subject) with
            {
                Method = "OPTIONS",
                Body = null,
                Headers =
                    asked.Count == 0
                        ? headers
                        : headers.With("Access-Control-Request-Headers", string.Join(',', asked)),
            },
            Always = 0.85,
            Outcomes =
            [
                [Causes.Preflight.Refused],
                [Causes.Cors.OriginDenied, Causes.Cors.HeaderDenied, Causes.Cors.MethodDenied],
            ],
        };
    }

    // What a form can send needs no preflight (Fetch standard, CORS-safelisted request-header).
    private static bool IsOfForms(string type) =>
        type.Split(';')[0].Trim().ToLowerInvariant()
            is "application/x-www-form-urlencoded"
                or "multipart/form-data"
                or "text/plain";
}
