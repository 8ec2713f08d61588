using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Differences;

/// <summary>
/// Given, invented and no credentials side by side. Invented ones refused just like the given ones, and otherwise than
/// none: they were read and are not right. All three alike: nobody looked at them, or the server does not tell.
/// </summary>
[Names(
    "credentials.rejected",
    "key.unknown",
    "session.unknown",
    "token.signature-invalid",
    "header.stripped-by-proxy",
    "header.stripped-by-server",
    "credentials.scheme-unsupported",
    "access.permission-denied",
    "application.authentication-absent",
    "server.user-file-unusable",
    "refusal.as-forbidden",
    "refusal.as-server-error"
)]
internal sealed class TriangleRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            file.First(ProbeIntent.Supplied) is not { Answer: { IsSuccess: false } given }
            || file.First(ProbeIntent.Anonymous) is not { Answer: { IsSuccess: false } none }
            || file.First(ProbeIntent.Nonsense) is not { Answer: { } invented } nonsense
            || file.Credentials is not [var credential, ..]
        )
        {
            return [];
        }

        if (given.IsRedirect)
        {
            return [];
        }

        var asInvented = Likeness.Same(given, invented);
        var asNone = Likeness.Same(given, none);
        return (asInvented, asNone) switch
        {
            (true, false) when none.Status == 401 && given.Status is 403 or 500 => Broken(given, none, nonsense.Source),
            (true, false) => Rejected(credential, given, nonsense.Source),
            (true, true) => Unread(credential, given, nonsense.Source),
            (false, _) => ReadFurther(given, invented, nonsense.Source),
        };
    }

    // A server that asks for a password and then breaks, or forbids, over any password at all cannot read its list of
    // users; an application that does so means 401.
    private static IEnumerable<Clue> Broken(Answer given, Answer none, string source)
    {
        FormattableString because =
            $"Without credentials the answer is 401, with any credentials, invented ones too, it is {given.Status}";
        var isPage =
            none.Challenges.Challenges.Any(challenge => challenge.Is("Basic")) && given.MediaType == "text/html";
        yield return new Clue(Causes.Server.UserFileUnusable, isPage ? Strength.Decisive : Strength.Moderate, because)
        {
            Source = source,
            Remedy =
                $"Look at the file of users that the server is told to read: does it exist, may the server's account read it, does it know the hashes in it?",
            RemedyBy = Party.Operator,
        };
        yield return new Clue(
            given.Status == 403 ? Causes.Refusal.AsForbidden : Causes.Refusal.AsServerError,
            isPage ? Strength.Moderate : Strength.Strong,
            because
        )
        {
            Source = source,
        };
    }

    private static IEnumerable<Clue> Rejected(SuppliedCredential credential, Answer given, string source)
    {
        yield return new Clue(
            credential.Kind switch
            {
                CredentialKind.Key => Causes.Key.Unknown,
                CredentialKind.Cookie => Causes.Session.Unknown,
                CredentialKind.Token when credential.Secret.Count(letter => letter == '.') == 2 => Causes
                    .Token
                    .SignatureInvalid,
                _ => Causes.Credentials.Rejected,
            },
            Strength.Strong,
            $"The credentials are refused just as invented ones are ({given.Status}), and otherwise than a request without any"
        )
        {
            Source = source,
        };
    }

    private static IEnumerable<Clue> Unread(SuppliedCredential credential, Answer given, string source)
    {
        var schemes = given.Challenges.Challenges.Select(challenge => challenge.Scheme).ToList();
        if (credential.Scheme is { } scheme && schemes.Contains(scheme, StringComparer.OrdinalIgnoreCase))
        {
            // Most servers that ask for Basic give one page for no password and for a wrong one.
            yield return new Clue(
                Causes.Credentials.Rejected,
                credential.Kind != CredentialKind.Password ? Strength.Weak
                    : SaysMore(given) ? Strength.Marked
                    : Strength.Strong,
                $"The server asks for {scheme} and answers the given, invented and no credentials alike, as servers do that give one page for every refusal"
            )
            {
                Source = source,
                Question = $"Does another account that is known to work get in with the same request?",
            };
        }

        if (
            credential.Scheme is "Bearer"
            && given.Body.Length == 0
            && given.Challenges.Challenges is [{ Parameters.Count: 0 } bare]
            && bare.Is("Bearer")
        )
        {
            yield return new Clue(
                Causes.Application.AuthenticationAbsent,
                Strength.Strong,
                $"The token is answered with a bare Bearer challenge, without error=, just as an invented one is: no token was read"
            )
            {
                Source = source,
                Remedy =
                    $"Look at the order in which the application is put together (in ASP.NET Core UseAuthentication before UseAuthorization), and at the default scheme",
                RemedyBy = Party.Operator,
            };
        }

        foreach (var cause in new[] { Causes.Header.StrippedByProxy, Causes.Header.StrippedByServer })
        {
            yield return new Clue(
                cause,
                Strength.Weak,
                $"Given, invented and no credentials are answered alike ({given.Status}), as if they did not arrive"
            )
            {
                Source = source,
                Question = $"Which request headers does the application itself see: is Authorization among them?",
            };
        }
    }

    // What the page says in words counts besides: both together are no more than one page for every refusal.
    private static bool SaysMore(Answer given) =>
        given.Body.Contains("password", StringComparison.OrdinalIgnoreCase)
        || given.Body.Contains("credentials", StringComparison.OrdinalIgnoreCase)
        || given.Body.Contains("unauthorized", StringComparison.OrdinalIgnoreCase)
        || given.Body.Contains("denied", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<Clue> ReadFurther(Answer given, Answer invented, string source)
    {
        if (given.Status == 403 && invented.Status == 401)
        {
            yield return new Clue(
                Causes.Access.PermissionDenied,
                Strength.Moderate,
                $"Invented credentials get 401, the given ones 403: who you are is accepted, what you ask for is not"
            )
            {
                Source = source,
            };
        }
    }
}
