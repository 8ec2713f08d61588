using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Intake.CommandLines;
using Gatehouse.Doctor.Texts;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Redirects;

/// <summary>
/// The address redirects, and where it leads the same credentials are granted: clients that follow lose them on the way,
/// or lose them at the next host.
/// </summary>
[Names("header.stripped-by-redirect", "endpoint.insecure-scheme", "route.moved")]
internal sealed class FollowedRedirectRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            file.First(ProbeIntent.Supplied) is not { Request: { Url: { } from } request } first
            || Places.LocationOf(first) is not { } place
            || Places.IsSignIn(place)
            || file.All(ProbeIntent.Redirected).LastOrDefault() is not { } last
        )
        {
            yield break;
        }

        if (last.Answer is not { } answer)
        {
            yield return new Clue(
                Causes.Route.Moved,
                Strength.Strong,
                $"The answer {first.Answer!.Status} leads to {place.GetLeftPart(UriPartial.Authority)}, where nothing answers: {new OwnWords(last.Failure?.Text)}"
            )
            {
                Source = last.Source,
                Remedy =
                    $"Look at what the server takes for its own address: behind a proxy it needs X-Forwarded-Proto and X-Forwarded-Host",
                RemedyBy = Party.Operator,
            };
            yield break;
        }

        if (answer.IsSuccess && file.Note<CommandLine>() is { Follows: true })
        {
            yield break;
        }

        var status = first.Answer!.Status;
        if (from.Scheme == "http" && place.Scheme == "https" && from.Host == place.Host)
        {
            yield return new Clue(
                Causes.Endpoint.InsecureScheme,
                Strength.Decisive,
                $"http:// is answered with {status} to https:// of the same host"
            )
            {
                Source = first.Source,
                Remedy = $"Ask https:// directly: {place.GetLeftPart(UriPartial.Path)}",
            };
        }
        else if (request.CarriesCredential && !Places.SameOrigin(from, place))
        {
            yield return new Clue(
                Causes.Header.StrippedByRedirect,
                answer.Status is 401 or 403 ? Strength.Decisive : Strength.Strong,
                $"The answer {status} leads to another origin, {place.GetLeftPart(UriPartial.Authority)}, where clients do not send the credentials along; without them it answers {answer.Status}"
            )
            {
                Source = last.Source,
                Remedy = $"Ask the final address directly: {place.GetLeftPart(UriPartial.Path)}",
            };
        }
        else if (request.CarriesCredential && answer.IsSuccess)
        {
            yield return new Clue(
                Causes.Header.StrippedByRedirect,
                Strength.Strong,
                $"The answer {status} leads to {place.GetLeftPart(UriPartial.Path)}, where the same credentials are granted: many clients drop them when they follow"
            )
            {
                Source = last.Source,
                Remedy = $"Ask the final address directly: {place.GetLeftPart(UriPartial.Path)}",
            };
        }
        else if (!request.CarriesCredential && answer.Status is not (401 or 403))
        {
            yield return new Clue(
                Causes.Route.Moved,
                Strength.Strong,
                $"The address answers {status} and leads to {place.GetLeftPart(UriPartial.Path)}"
            )
            {
                Source = first.Source,
            };
        }
    }
}
