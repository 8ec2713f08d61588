using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Differences;

/// <summary>
/// RFC 6750 section 3.1: who judges a token and refuses it says error="invalid_token". A bare Bearer challenge for every
/// token means that nobody judged one; a bare one for the given token alone, that it was taken and something else failed.
/// </summary>
[Names(
    "application.authentication-absent",
    "header.stripped-by-proxy",
    "header.stripped-by-server",
    "server.error-as-401",
    "credentials.missing"
)]
internal sealed class UnreadTokenRule : Rule
{
    private static readonly string[] Relays =
    [
        "Via",
        "X-Cache",
        "X-Amz-Cf-Id",
        "CF-Ray",
        "X-Served-By",
        "X-Azure-Ref",
        "Age",
    ];

    private static readonly string[] Fronts = ["nginx", "openresty", "Caddy", "envoy", "Tengine"];

    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        var (given, none, invented) = (
            file.First(ProbeIntent.Supplied) ?? Given(file, carrying: true),
            file.First(ProbeIntent.Anonymous) ?? Given(file, carrying: false),
            file.First(ProbeIntent.Nonsense) ?? Other(file)
        );
        if (
            given is not { Request: { } request, Answer: { Status: 401 } refused }
            || !IsBearer(request)
            || !IsBare(refused)
        )
        {
            return [];
        }

        if (Granted(file, request) is { } granted)
        {
            return [Failed(granted)];
        }

        if (invented is not { Answer: { Status: 401 } other, Request: { } otherRequest } || !IsBearer(otherRequest))
        {
            return [];
        }

        if (IsBare(other))
        {
            return none is not { Answer: { } anonymous } || Likeness.Same(anonymous, refused)
                ? Unread(refused, invented)
                : [];
        }

        return ErrorOf(other) is "invalid_token"
            ?
            [
                Told(
                    given,
                    $"An invented token is refused as invalid_token, the given one with a bare challenge: it was taken, and what failed after it comes out as 401"
                ),
            ]
            : [];
    }

    private static IEnumerable<Clue> Unread(Answer refused, Exchange invented)
    {
        FormattableString because =
            $"Any token, also an invented one, is answered with a bare Bearer challenge without an error: nobody looks at tokens";
        var relayed = Array.Exists(Relays, refused.Headers.Has) || IsBehindServer(refused);
        yield return new Clue(
            Causes.Application.AuthenticationAbsent,
            relayed ? Strength.Moderate : Strength.Strong,
            because
        )
        {
            Source = invented.Source,
            Remedy =
                $"ASP.NET Core: app.UseAuthentication() before app.UseAuthorization(), with the Bearer scheme as the default",
            RemedyBy = Party.Operator,
            Question = $"Which request headers does the application itself see: is Authorization among them?",
        };
        yield return new Clue(Causes.Header.StrippedByProxy, relayed ? Strength.Strong : Strength.Weak, because)
        {
            Source = invented.Source,
        };
        yield return new Clue(Causes.Header.StrippedByServer, Strength.Weak, because) { Source = invented.Source };
        yield return new Clue(
            Causes.Credentials.Missing,
            Strength.StronglyAgainst,
            $"Requests with tokens were refused just like those without"
        );
    }

    // These ask for no tokens themselves: an application behind them does, and one that writes more than the bare word
    // is one that reads tokens.
    private static bool IsBehindServer(Answer refused) =>
        refused.Headers["Server"] is { } server
        && Array.Exists(Fronts, front => server.StartsWith(front, StringComparison.OrdinalIgnoreCase))
        && refused.Challenges.Challenges.Any(challenge => challenge.Parameters.Count > 0);

    private static Clue Failed(Exchange granted) =>
        Told(
            granted,
            $"The same token is granted for another method of this address, and the challenge finds no fault with it: what failed after it comes out as 401"
        );

    private static Clue Told(Exchange exchange, FormattableString because) =>
        new(Causes.Server.ErrorAs401, Strength.Strong, because)
        {
            Source = exchange.Source,
            Remedy =
                $"Check path, method, body and CSRF token of the request; Spring Security: permitAll for /error or DispatcherType.ERROR",
            RemedyBy = Party.Operator,
        };

    private static Exchange? Granted(CaseFile file, SentRequest refused) =>
        file.Exchanges.LastOrDefault(exchange =>
            exchange is { Intent: ProbeIntent.Given, Request: { } request, Answer.IsSuccess: true }
            && request.Url == refused.Url
            && request.Method != refused.Method
            && request.Authorization == refused.Authorization
        );

    private static Exchange? Given(CaseFile file, bool carrying) =>
        file.All(ProbeIntent.Given)
            .LastOrDefault(exchange =>
                exchange is { Request: { } request, Answer.Status: 401 }
                && request.CarriesCredential == carrying
                && request.Url == file.Subject?.Url
            );

    private static Exchange? Other(CaseFile file) =>
        Given(file, carrying: true) is { Request: { } last }
            ? file.All(ProbeIntent.Given)
                .LastOrDefault(exchange =>
                    exchange is { Request: { Authorization: not null } request, Answer.Status: 401 }
                    && request.Url == last.Url
                    && request.Authorization != last.Authorization
                )
            : null;

    private static bool IsBearer(SentRequest request) =>
        request.Authorization?.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) == true;

    private static bool IsBare(Answer answer) =>
        answer.Challenges.Challenges.Any(challenge => challenge.Is("Bearer")) && ErrorOf(answer) is null;

    private static string? ErrorOf(Answer answer) =>
        answer.Challenges.Challenges.Select(challenge => challenge["error"]).FirstOrDefault(error => error is not null);
}
