using Gatehouse.Lab.Dress;
using Gatehouse.Lab.Exhibits;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.DoctorBench;

/// <summary>Causes that an answer does not tell apart: from outside one is as good a name as the other.</summary>
internal static class LookAlikes
{
    // Servers that say the same whatever is wrong: one page behind Basic, or a bare 401.
    private static readonly string[] OnePage =
    [
        "access.reported-as-401",
        "network.address-dependent",
        "server.error-as-401",
        "server.file-denied",
        "server.user-file-unusable",
    ];

    // What an anonymous request sees of them is that it is refused.
    private static readonly string[] SeenAsMissing = ["credentials.not-sent", "server.protection-unintended"];

    // One 401 for all of them: what is told is that credentials did not come, or did not do.
    private static readonly string[] Refused =
    [
        "credentials.missing",
        "credentials.rejected",
        "credentials.scheme-unsupported",
    ];

    private static readonly Dictionary<DressSituation, string[]> BySituation = new()
    {
        [DressSituation.Malformed] = ["credentials.malformed", "credentials.unreadable"],
        [DressSituation.Wrong] = ["key.unknown", "session.unknown", "token.signature-invalid"],
        [DressSituation.Expired] = ["key.unknown", "session.unknown", "token.expired", "session.expired-idle"],
    };

    // What a server makes of every refusal is a fault of its own, and as true an answer.
    private static readonly (string Dress, string[] Told)[] OfDress =
    [
        ("bare", ["challenge.missing"]),
        ("malformed", ["challenge.malformed"]),
        ("forbidden", ["refusal.as-forbidden", "access.permission-denied"]),
        ("redirect", ["refusal.as-redirect"]),
        ("bad-request", ["credentials.malformed"]),
        ("server-error", ["refusal.as-server-error", "server.error"]),
        ("success", ["refusal.as-success"]),
        ("aws-apigw", ["challenge.missing"]),
        ("azure-apim", ["key.misplaced"]),
        ("cloudflare", ["credentials.malformed"]),
        ("contradicting", ["access.reported-as-401", "token.scope-insufficient", .. Refused]),
        ("bare", Refused),
        ("malformed", Refused),
        // These name a cause of their own for each situation, whatever the lab's was.
        ("entra", ["grant.invalid", "password.wrong", "provider.misconfigured", "user.unknown"]),
        ("google", ["credentials.wrong-kind"]),
    ];

    // The lab's answer is that of something else, which stands in front or beside.
    private static readonly Dictionary<string, string> InFront = new(StringComparer.Ordinal)
    {
        ["challenge.missing"] = "credentials.missing",
        ["forward.peer-untrusted"] = "route.unknown",
        ["replica.inconsistent"] = "key.unknown",
        ["upstream.unauthorized"] = "credentials.scheme-unsupported",
        ["credentials.second-gate"] = "credentials.scheme-unsupported",
        ["signature.body-changed"] = "signature.mismatch",
        ["challenge.unknown-scheme"] = "credentials.scheme-unsupported",
    };

    /// <summary>What this cause cannot be told from at the lab itself, which names what it may.</summary>
    public static IReadOnlyList<string> AtTheLab(Exhibit exhibit) =>
        InFront.TryGetValue(exhibit.Cause.Id, out var first) ? [first]
        : exhibit.Handler is null ? [(exhibit.Told ?? (exhibit.Found ?? exhibit.Cause).Public).Id]
        : OnePage.Contains(exhibit.Cause.Id) ? ["credentials.rejected"]
        : SeenAsMissing.Contains(exhibit.Cause.Id) ? ["credentials.missing"]
        : [];

    /// <summary>What this cause cannot be told from in these words of another server.</summary>
    public static IEnumerable<string> Dressed(Exhibit exhibit, string dress)
    {
        // The name of the dress stands in the address, which was not signed with it.
        var unsigned = exhibit.Cause.Family switch
        {
            "digest" => (string[])["digest.uri-mismatch"],
            "signature" => ["signature.mismatch"],
            "cors" => ["preflight.refused"],
            _ => [],
        };
        var situation = DressSituations.Of(exhibit.Cause);
        return AtTheLab(exhibit)
            .Concat(unsigned)
            .Concat(
                OfDress
                    .Where(pair => dress.StartsWith(pair.Dress, StringComparison.Ordinal))
                    .SelectMany(pair => pair.Told)
            )
            .Concat(
                situation
                    is DressSituation.Absent
                        or DressSituation.Malformed
                        or DressSituation.Wrong
                        or DressSituation.Expired
                    ? Refused.Concat(BySituation.GetValueOrDefault(situation, []))
                    : Causes.All.Where(cause => DressSituations.Of(cause) == situation).Select(cause => cause.Id)
            );
    }
}
