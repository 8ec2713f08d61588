using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Probes.Ladder;

/// <summary>
/// Invented credentials in the places where servers look for them. The place whose answer differs is the one that is
/// read. The given secret is never put there.
/// </summary>
internal sealed class OtherCarrierProbe : Probe
{
    private static readonly (string Label, Func<SentRequest, SentRequest> On)[] Carriers =
    [
        ("with an invented Bearer token", request => Nonsense.Of("Bearer").On(request)),
        ("with invented Basic credentials", request => Nonsense.Of("Basic").On(request)),
        ("with an invented key in X-Api-Key", request => Field(request, "X-Api-Key")),
        ("with an invented key after Token", request => Nonsense.Of("Token").On(request)),
        ("with an invented key in the parameter api_key", request => Query(request, "api_key")),
    ];

    public override IEnumerable<ProbePlan> Propose(CaseFile file)
    {
        if (
            file.Probed is not { Url: not null, CarriesCredential: true } subject
            || file.First(ProbeIntent.Supplied) is not { Answer: { Status: 401 or 403 or 400 } } supplied
            || file.First(ProbeIntent.Anonymous) is not { } anonymous
            || file.First(ProbeIntent.Nonsense) is not { } nonsense
            || !Likeness.Same(supplied, anonymous)
            || !Likeness.Same(supplied, nonsense)
        )
        {
            yield break;
        }

        var used = file.Credentials[0].Scheme ?? file.Credentials[0].Name;
        foreach (var (label, on) in Carriers)
        {
            if (
                label.Contains(used, StringComparison.OrdinalIgnoreCase)
                || file.All(ProbeIntent.OtherCarrier).Any(exchange => exchange.Label == label)
                || file.All(ProbeIntent.OtherCarrier)
                    .Any(exchange => exchange.Answer is not null && !Likeness.Same(exchange, anonymous))
            )
            {
                continue;
            }

            yield return new ProbePlan
            {
                Intent = ProbeIntent.OtherCarrier,
                Label = label,
                Request = on(CredentialPlaces.Without(subject)),
                Always = 0.15,
                Outcomes =
                [
                    [Causes.Key.Misplaced, Causes.Credentials.SchemeUnsupported],
                ],
            };
        }
    }

    private static SentRequest Field(SentRequest request, string name) =>
        request with
        {
            Headers = request.Headers.With(name, Nonsense.Of("Key").Secret),
        };

    private static SentRequest Query(SentRequest request, string name)
    {
        var url = new UriBuilder(request.Url!)
        {
            Query = $"{request.Url!.Query.TrimStart('?')}&{name}={Nonsense.Of("Key").Secret}".TrimStart('&'),
        }.Uri;
        return request with { Url = url, Target = url.PathAndQuery };
    }
}
