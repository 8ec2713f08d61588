using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Words;

/// <summary>
/// What a refusal says in words. The phrases stand in tables (<see cref="WordTable"/>); here is what their surroundings
/// make of them: a longer phrase hides those within it, a condition or a choice lowers, a denial takes away, a page that
/// lists many causes names none.
/// </summary>
[Names]
internal sealed class WordRule : Rule
{
    private const int ListsSome = 3;
    private const int ListsMany = 4;
    private const int MostClues = 2;
    private const int Choice = 24;

    private static readonly string[] Wrongs = ["invalid", "incorrect", "wrong", "unknown", "expired", "not valid"];

    private static readonly Strength[] Steps = [Strength.Weak, Strength.Moderate, Strength.Strong, Strength.Decisive];

    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        var clues = new List<Clue>();
        foreach (var reading in WordReadings.Of(file))
        {
            var finds = Outermost([.. Finds(reading)]);
            var said = Say(file, reading, finds).ToList();
            clues.AddRange(said.Concat(Symptoms(reading, said, finds)));
        }

        return clues
            .GroupBy(clue => clue.Cause)
            .SelectMany(group =>
                group
                    .OrderByDescending(clue => (int)clue.Strength)
                    .DistinctBy(clue => FormattableString.Invariant(clue.Because), StringComparer.Ordinal)
                    .Take(MostClues)
            );
    }

    /// <summary>Whether a phrase of the tables names a cause in this text, plainly.</summary>
    internal static bool Speaks(WordReading reading) =>
        Finds(reading).Any(find => find.Row.Strength >= Strength.Strong && find.Lowered == 0);

    private static IEnumerable<WordFind> Finds(WordReading reading) =>
        Finds(reading, reading.Text).Concat(Finds(reading, reading.Text.Joined));

    private static IEnumerable<WordFind> Finds(WordReading reading, FoldedText text)
    {
        foreach (var (row, phrase) in WordIndex.Standard.Candidates(text))
        {
            if (!Counts(row, reading))
            {
                continue;
            }

            foreach (var (begin, end) in phrase.Find(text))
            {
                if (WordSurroundings.Of(text, begin, end, row.Literal) is { } lowered)
                {
                    yield return new WordFind(row, reading, text, phrase, begin, end, lowered);
                }
            }
        }
    }

    private static bool Counts(WordRow row, WordReading reading) =>
        row.Places.HasFlag(reading.Place)
        && (!reading.InSuccess || row.EvenInSuccess)
        && (row.Statuses.Count == 0 || reading.Status is not { } status || row.Statuses.Contains(status))
        && (row.Product is null || IsOf(row.Product, reading))
        && (row.Companions.Count == 0 || row.Companions.Any(companion => companion.IsIn(reading.Text)));

    private static bool IsOf(string product, WordReading reading) =>
        reading.Products.Any(known => known.Contains(product, StringComparison.OrdinalIgnoreCase))
        || (
            reading.Place == WordPlace.Text
            && (
                new WordPhrase(product).IsIn(reading.Text)
                || new WordPhrase(product.ToLowerInvariant()).IsIn(reading.Text.Joined)
            )
        );

    private static List<WordFind> Outermost(List<WordFind> finds)
    {
        var counting = finds.Exists(find => find.Row.IsVerdict) ? finds.FindAll(find => find.Row.IsVerdict) : finds;
        return [.. counting.Where(find => !counting.Exists(other => Hides(other, find)))];
    }

    private static bool Hides(WordFind other, WordFind find) =>
        other.Row != find.Row
        && other.From <= find.From
        && other.To >= find.To
        && other.Phrase.Length > find.Phrase.Length;

    private static IEnumerable<Clue> Say(CaseFile file, WordReading reading, List<WordFind> finds)
    {
        var plain = finds.Where(find => find.Row.Strength == Strength.Decisive && find.Lowered == 0);
        var listing = plain.Select(find => find.Row.Cause).Distinct().Count() switch
        {
            >= ListsMany => 2,
            >= ListsSome => 1,
            _ => 0,
        };
        foreach (var find in finds)
        {
            var lowered = find.Lowered + listing + reading.Farther;
            foreach (var (cause, strength) in Meant(file, find).SelectMany(said => AsAnswered(reading.Status, said)))
            {
                // A handshake that failed has no answer: what a program merely remarked upon did not stop it.
                if (cause == Causes.Tls.Failed && file.Main is { Answer: not null })
                {
                    continue;
                }

                if (Lower(strength, lowered) is { } left)
                {
                    yield return new Clue(cause, left, Sentence(find))
                    {
                        Source = reading.Source,
                        Remedy = cause == find.Row.Cause ? find.Row.Remedy : null,
                        RemedyBy = find.Row.RemedyBy,
                        Question = find.Row.Question,
                    };
                }
            }
        }
    }

    private static Strength? Lower(Strength strength, int steps)
    {
        var at = Array.IndexOf(Steps, strength) - steps;
        return at >= 0 ? Steps[at]
            : steps >= ListsMany ? null
            : Strength.Weak;
    }

    private static FormattableString Sentence(WordFind find) =>
        find.Reading.Place switch
        {
            WordPlace.Reason => $"The status line says: {find.Excerpt}",
            WordPlace.Challenge => $"The challenge says: {find.Excerpt}",
            WordPlace.Field => $"The answer's field says: {find.Excerpt}",
            WordPlace.Body => $"The answer says: {find.Excerpt}",
            WordPlace.Address => $"The address says: {find.Excerpt}",
            WordPlace.Failure => $"The failure reads: {find.Excerpt}",
            _ => $"The text says: {find.Excerpt}",
        };

    // A permission that lacks is a matter for 403.
    private static IEnumerable<(Cause Cause, Strength Strength)> AsAnswered(
        int? status,
        (Cause Cause, Strength Strength) said
    ) =>
        status != 401 ? [said]
        : said.Cause == Causes.Access.PermissionDenied || said.Cause == Causes.Access.RoleMissing
            ? [(Causes.Access.ReportedAs401, said.Strength), (said.Cause, Lower(said.Strength, 1) ?? Strength.Weak)]
        : said.Cause == Causes.Token.ScopeInsufficient ? [said, (Causes.Access.ReportedAs401, Strength.Moderate)]
        : [said];

    // A refusal that misses credentials which were sent means something else than one of a request without any.
    private static IEnumerable<(Cause Cause, Strength Strength)> Meant(CaseFile file, WordFind find)
    {
        var request = file.Main?.Request ?? file.Subject;
        if (request is null || find.Reading.Place == WordPlace.Text)
        {
            return find.Says;
        }

        // What a challenge says of a token is an answer to one (RFC 6750 section 3.1); without one it says little.
        if (
            find.Reading.Place == WordPlace.Challenge
            && find.Row.Cause == Causes.Token.ScopeInsufficient
            && !CredentialPlaces.In(request).Any(given => given.Kind == CredentialKind.Token)
        )
        {
            return find.Says.Select(said => (said.Cause, Strength.Weak));
        }

        var carries = request.CarriesCredential;
        if (find.Row.SaysAbsent && carries)
        {
            return SaysOrWrong(find)
                ?
                [
                    (
                        CredentialPlaces.In(request)[0].Kind == CredentialKind.Key
                            ? Causes.Key.Unknown
                            : Causes.Credentials.Rejected,
                        Strength.Decisive
                    ),
                ]
                : Overlooked(file, request, find);
        }

        return
            carries || find.Row.SaysAbsent || request.Body is { Length: > 0 } || request.Method is not ("GET" or "HEAD")
            ? find.Says
            : find.Says.SelectMany(AsAnonymous);
    }

    // "missing or invalid", to somebody who sent some: the strength is lowered by the choice itself.
    private static bool SaysOrWrong(WordFind find)
    {
        var rest = find.Text.Folded.AsSpan(find.End, Math.Min(Choice, find.Text.Folded.Length - find.End)).TrimStart();
        foreach (var wrong in Wrongs)
        {
            if (rest.StartsWith("or " + wrong, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    // To a stranger a permission is missing because nobody is known to have asked, and a rejection means little.
    private static IEnumerable<(Cause Cause, Strength Strength)> AsAnonymous((Cause Cause, Strength Strength) said)
    {
        var lower = Lower(said.Strength, 1) ?? Strength.Weak;
        return said.Cause == Causes.Access.PermissionDenied || said.Cause == Causes.Access.RoleMissing
                ?
                [
                    (Causes.Credentials.Missing, said.Strength > Strength.Strong ? Strength.Strong : said.Strength),
                    (said.Cause, lower),
                ]
            : IsAboutCredentials(said.Cause) ? [(said.Cause, lower)]
            : [said];
    }

    private static IEnumerable<(Cause Cause, Strength Strength)> Overlooked(
        CaseFile file,
        SentRequest request,
        WordFind find
    )
    {
        if (request.Authorization is not { } sent)
        {
            return IsKept(file, request)
                    ? [(Causes.Session.Unknown, Strength.Strong), (Causes.Credentials.Missing, Strength.Weak)]
                : request.Headers.Has("Cookie")
                    ? [(Causes.Credentials.Missing, Strength.Moderate), (Causes.Session.Unknown, Strength.Moderate)]
                :
                [
                    (
                        Causes.Key.Misplaced,
                        find.Excerpt.Contains("key", StringComparison.OrdinalIgnoreCase)
                            ? Strength.Strong
                            : Strength.Moderate
                    ),
                    (Causes.Header.StrippedByProxy, Strength.Weak),
                ];
        }

        // A key is asked for by name: it is looked for in a field of its own.
        if (find.Excerpt.Contains("api key", StringComparison.OrdinalIgnoreCase))
        {
            return [(Causes.Key.Misplaced, Strength.Strong), (Causes.Credentials.SchemeUnsupported, Strength.Weak)];
        }

        // What the challenge asks for was sent, so it was lost; PHP behind Apache is where that happens of itself.
        var answer = file.Main?.Answer;
        var asked = answer?.Challenges.Challenges.Any(challenge => challenge.Is(sent.Split(' ')[0])) == true;
        var forgetful =
            answer?.Headers["X-Powered-By"]?.Contains("PHP", StringComparison.OrdinalIgnoreCase) == true
            || answer?.Headers["Server"]?.Contains("Apache/", StringComparison.OrdinalIgnoreCase) == true;
        return
        [
            (Causes.Header.StrippedByProxy, Strength.Moderate),
            (Causes.Header.StrippedByServer, asked && forgetful ? Strength.Strong : Strength.Moderate),
            (Causes.Credentials.SchemeUnsupported, asked ? Strength.Weak : Strength.Moderate),
            (Causes.Key.Misplaced, Strength.Weak),
        ];
    }

    // A cookie that the same host set a moment ago came back: it arrived, and nobody knows it.
    private static bool IsKept(CaseFile file, SentRequest request) =>
        file.All(ProbeIntent.Given)
            .Where(earlier => earlier.Answer is { IsSuccess: true } && earlier.Request?.Url?.Host == request.Url?.Host)
            .SelectMany(earlier => earlier.Answer!.Headers.All("Set-Cookie"))
            .Select(line =>
                line[..(line.IndexOf(';', StringComparison.Ordinal) is > 0 and var end ? end : line.Length)]
            )
            .Any(pair =>
                pair.Length > 2 && request.Headers["Cookie"]?.Contains(pair, StringComparison.Ordinal) == true
            );

    private static bool IsAboutCredentials(Cause cause) =>
        cause.Family is "credentials" or "token" or "key" or "password";

    private static IEnumerable<Clue> Symptoms(WordReading reading, List<Clue> said, List<WordFind> finds)
    {
        if (reading.Status is not { } status || reading.Farther > 0 || said.Count == 0)
        {
            yield break;
        }

        var first = said.MaxBy(clue => (int)clue.Strength)!;
        var sure = first.Strength >= Strength.Strong;
        if (status is >= 200 and < 300 && (IsSignIn(first.Cause) || finds.Exists(find => IsSignIn(find.Row.Cause))))
        {
            yield return new Clue(
                Causes.Refusal.AsSuccess,
                sure ? Strength.Moderate : Strength.Strong,
                $"The answer's status is {status}, yet its body tells of a refusal"
            )
            {
                Source = reading.Source,
            };
        }

        if (status == 403 && sure && first.Cause.Family is "credentials" or "token" && first.Cause.Status == 401)
        {
            yield return new Clue(
                Causes.Refusal.AsForbidden,
                Strength.Moderate,
                $"The answer's status is 403, yet its words are those of a 401"
            )
            {
                Source = reading.Source,
            };
        }

        if (status == 500 && sure && first.Cause.Family is "credentials" or "token" or "password")
        {
            yield return new Clue(
                Causes.Refusal.AsServerError,
                Strength.Moderate,
                $"The answer's status is 500, yet its words are those of a 401"
            )
            {
                Source = reading.Source,
            };
        }
    }

    private static bool IsSignIn(Cause cause) =>
        cause.Family
            is "credentials"
                or "token"
                or "session"
                or "key"
                or "user"
                or "password"
                or "mfa"
                or "access"
                or "account";
}
