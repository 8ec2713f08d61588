using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Texts;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Gates;

/// <summary>Two doors, one behind the other: what opens the first one is refused by the second, or only the key of the second was sent.</summary>
[Names("credentials.second-gate")]
internal sealed class SecondGateRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file) =>
        [.. Passed(file), .. KeyAtAPassword(file), .. PushedOut(file), .. Crossed(file), .. Realms(file)];

    // Nonsense stops at the first door just as nothing does; what was given goes on and is refused by somebody else.
    private static IEnumerable<Clue> Passed(CaseFile file)
    {
        if (
            file.First(ProbeIntent.Supplied) is { Answer: { Status: 401 or 403 } given } supplied
            && file.First(ProbeIntent.Anonymous) is { Answer: { Status: 401 } none }
            && file.First(ProbeIntent.Nonsense) is { Answer: { Status: 401 } invented }
            && Likeness.Same(none, invented)
            && none.Challenges.Challenges.Any(challenge => challenge.Is("Basic"))
            && RealmOf(given) != RealmOf(none)
            && given.MediaType != none.MediaType
        )
        {
            yield return new Clue(
                Causes.Credentials.SecondGate,
                Strength.Decisive,
                $"Without credentials, and with invented ones, one door answers ({none.MediaType}, realm {(object?)RealmOf(none) ?? new OwnWords("none")}); the given ones pass it and are refused by another ({given.MediaType}, realm {(object?)RealmOf(given) ?? new OwnWords("none")})"
            )
            {
                Source = supplied.Source,
                Remedy = (FormattableString)$"proxy_set_header Authorization \"\";",
                RemedyBy = Party.Operator,
            };
        }
    }

    private static IEnumerable<Clue> KeyAtAPassword(CaseFile file)
    {
        if (
            file.Main is { Request: { Authorization: null } request, Answer: { Status: 401 } answer } main
            && CredentialPlaces.In(request).Any(each => each.Kind is CredentialKind.Key)
            && answer.Challenges.Challenges is { Count: > 0 } challenges
            && challenges.All(challenge => challenge.Is("Basic"))
            && answer.MediaType is "text/html" or "text/plain"
        )
        {
            yield return new Clue(
                Causes.Credentials.SecondGate,
                Strength.Strong,
                $"A key was sent to an interface, and a page answers that asks for the password of {(object?)RealmOf(answer) ?? new OwnWords("a realm without name")}: a door in front of the application"
            )
            {
                Source = main.Source,
                Remedy =
                    $"Send the password of the door in front and the key together, or use the address of the application itself",
                RemedyBy = Party.Caller,
                Question = $"Does the same key work at the application's own address, past the proxy?",
            };
        }
    }

    // The door in front was open with a password; the application's own token takes the field, and the door shuts.
    private static IEnumerable<Clue> PushedOut(CaseFile file)
    {
        if (
            file.Main
                is { Intent: ProbeIntent.Given, Request: { Url: { } url } request, Answer: { Status: 401 } answer } main
            && request.Authorization is { } own
            && !own.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)
            && answer.Challenges.Challenges is { Count: > 0 } challenges
            && challenges.All(challenge => challenge.Is("Basic"))
            && file.All(ProbeIntent.Given)
                .Any(other =>
                    other is { Answer.IsSuccess: true, Request: { Url: { } page } asked }
                    && Places.SameOrigin(page, url)
                    && asked.Authorization?.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase) == true
                )
        )
        {
            yield return new Clue(
                Causes.Credentials.SecondGate,
                Strength.Decisive,
                $"With a password {url.Host} lets requests through; with the application's own token in the same field the door in front ({(object?)RealmOf(answer) ?? new OwnWords("none")}) asks for the password again"
            )
            {
                Source = main.Source,
                Remedy =
                    $"Leave the interface's paths open at the door in front, or send the application's token in another field",
                RemedyBy = Party.Operator,
            };
        }
    }

    // The password is met by a door that asks for a token, and the token by one that asks for a password.
    private static IEnumerable<Clue> Crossed(CaseFile file)
    {
        if (file.Main is not { Intent: ProbeIntent.Given, Request.Url: { } url } main)
        {
            yield break;
        }

        var refused = file.All(ProbeIntent.Given)
            .Where(each => each is { Answer.Status: 401, Request.Url: { } asked } && Places.SameOrigin(asked, url))
            .ToList();
        if (
            refused.Exists(each => Sends(each, "Bearer") && AsksOnly(each, "Basic"))
            && refused.Exists(each => Sends(each, "Basic") && AsksOnly(each, "Bearer"))
        )
        {
            yield return new Clue(
                Causes.Credentials.SecondGate,
                Strength.Decisive,
                $"With a token {url.Host} asks for a password, and with the password it asks for a token: two doors read the same field"
            )
            {
                Source = main.Source,
                Remedy = (FormattableString)$"proxy_set_header Authorization \"\";",
                RemedyBy = Party.Operator,
            };
        }
    }

    private static bool Sends(Exchange exchange, string scheme) =>
        exchange.Request?.Authorization?.StartsWith(scheme + " ", StringComparison.OrdinalIgnoreCase) == true;

    private static bool AsksOnly(Exchange exchange, string scheme) =>
        exchange.Answer!.Challenges.Challenges is { Count: > 0 } challenges
        && challenges.All(challenge => challenge.Is(scheme));

    private static IEnumerable<Clue> Realms(CaseFile file)
    {
        if (file.Main is not { Intent: ProbeIntent.Given, Request.Url: { } url } main)
        {
            yield break;
        }

        var realms = file.All(ProbeIntent.Given)
            .Where(exchange =>
                exchange is { Request.Url: { } asked, Answer.Status: 401 } && Places.SameOrigin(asked, url)
            )
            .GroupBy(exchange => exchange.Request!.Url!.AbsolutePath, StringComparer.Ordinal)
            .Select(group =>
                group
                    .Where(exchange => exchange.Answer!.Challenges.Challenges.Any(challenge => challenge.Is("Basic")))
                    .Select(exchange => RealmOf(exchange.Answer!))
                    .OfType<string>()
                    .Distinct(StringComparer.Ordinal)
                    .ToList()
            )
            .FirstOrDefault(realms => realms.Count > 1);
        if (realms is not null)
        {
            yield return new Clue(
                Causes.Credentials.SecondGate,
                Strength.Decisive,
                $"One address asks for the passwords of several realms in turn: {string.Join(", ", realms)}"
            )
            {
                Source = main.Source,
            };
        }
    }

    private static string? RealmOf(Answer answer) =>
        answer.Challenges.Challenges.Select(challenge => challenge["realm"]).FirstOrDefault();
}
