using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Differences;

/// <summary>One path and one credential, granted at one host and refused at another that stands in front of it: the one in front loses the field.</summary>
[Names("header.stripped-by-proxy")]
internal sealed class HostDependentRule : Rule
{
    private static readonly string[] Relays = ["Via", "X-Cache", "X-Amz-Cf-Id", "CF-Ray", "X-Azure-Ref", "X-Served-By"];

    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            file.Main
                is not {
                    Intent: ProbeIntent.Given,
                    Request: { Url: { } url, Authorization: { } authorization },
                    Answer: { Status: 401 or 403 } refused
                } main
            || file.All(ProbeIntent.Given)
                .LastOrDefault(exchange =>
                    exchange is { Request: { Url: { } other } request, Answer.IsSuccess: true }
                    && request.Authorization == authorization
                    && other.Host != url.Host
                    && other.PathAndQuery == url.PathAndQuery
                )
                is not { Request.Url: { } granted } direct
        )
        {
            yield break;
        }

        var relayed = Array.Exists(Relays, refused.Headers.Has) && !Array.Exists(Relays, direct.Answer!.Headers.Has);
        yield return new Clue(
            Causes.Header.StrippedByProxy,
            relayed ? Strength.Decisive : Strength.Moderate,
            $"The same credentials are granted at {granted.Host} and refused at {url.Host}"
        )
        {
            Source = main.Source,
            Remedy =
                $"Let what stands in front pass Authorization on (CloudFront: a cache policy that names it, or AllViewerExceptHostHeader)",
            RemedyBy = Party.Operator,
        };
    }
}
