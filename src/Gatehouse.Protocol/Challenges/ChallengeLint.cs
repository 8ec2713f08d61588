namespace Gatehouse.Protocol.Challenges;

/// <summary>
/// Finds the rules for senders and of schemes that challenges break although they meet the grammar. It reads the field
/// itself, because whether a value was quoted is no part of a <see cref="Challenge"/>.
/// </summary>
public static class ChallengeLint
{
    /// <summary>Reads the field and lists what it breaks, challenge by challenge.</summary>
    /// <param name="fieldLines">As <see cref="ChallengeParser.TryParse"/> takes them.</param>
    /// <param name="violations">The violations in order; empty where none is found or a fault is returned.</param>
    /// <param name="fault">The first place that breaks the grammar, or null.</param>
    /// <returns>True when the field meets the grammar, whatever rules it breaks.</returns>
    public static bool TryInspect(
        IReadOnlyList<string> fieldLines,
        out IReadOnlyList<ChallengeViolation> violations,
        out ParseFault? fault
    )
    {
        if (!ChallengeParser.TryRead(fieldLines, out var challenges, out fault))
        {
            violations = [];
            return false;
        }

        var found = new List<ChallengeViolation>();
        if (challenges.Count == 0)
        {
            found.Add(new ChallengeViolation(ChallengeRule.NoChallenge, 0));
        }

        for (var i = 0; i < challenges.Count; i++)
        {
            var challenge = challenges[i];
            InspectScheme(challenge, i, found);
            InspectNames(challenge, i, found);
            foreach (var parameter in challenge.Parameters)
            {
                InspectNotation(challenge, parameter, i, found);
            }
        }

        violations = found;
        return true;
    }

    private static void InspectScheme(ParsedChallenge challenge, int index, List<ChallengeViolation> found)
    {
        if (Is(challenge.Scheme, "Basic") && !Has(challenge, "realm"))
        {
            found.Add(new ChallengeViolation(ChallengeRule.BasicRealmMissing, index));
        }
        else if (Is(challenge.Scheme, "Digest"))
        {
            if (!Has(challenge, "realm"))
            {
                found.Add(new ChallengeViolation(ChallengeRule.DigestRealmMissing, index));
            }

            if (!Has(challenge, "nonce"))
            {
                found.Add(new ChallengeViolation(ChallengeRule.DigestNonceMissing, index));
            }
        }
        else if (Is(challenge.Scheme, "Bearer") && challenge.Parameters.Count == 0)
        {
            found.Add(new ChallengeViolation(ChallengeRule.BearerWithoutParameters, index));
        }
    }

    private static void InspectNames(ParsedChallenge challenge, int index, List<ChallengeViolation> found)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var told = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, _, _) in challenge.Parameters)
        {
            if (!seen.Add(name) && told.Add(name))
            {
                found.Add(new ChallengeViolation(ChallengeRule.DuplicateParameter, index, name.ToLowerInvariant()));
            }
        }
    }

    private static void InspectNotation(
        ParsedChallenge challenge,
        ParsedParameter parameter,
        int index,
        List<ChallengeViolation> found
    )
    {
        var name = parameter.Name.ToLowerInvariant();
        ChallengeRule? rule = (challenge.Scheme.ToLowerInvariant(), name) switch
        {
            (_, "realm") when !parameter.Quoted => ChallengeRule.RealmAsToken,
            ("digest", "domain" or "nonce" or "opaque" or "qop") when !parameter.Quoted =>
                ChallengeRule.DigestParameterAsToken,
            ("digest", "stale" or "algorithm") when parameter.Quoted => ChallengeRule.DigestParameterQuoted,
            ("bearer", "error" or "error_description" or "scope") when !BearerText.IsAllowed(parameter.Value) =>
                ChallengeRule.BearerCharacterSet,
            _ => null,
        };
        if (rule is not null)
        {
            found.Add(new ChallengeViolation(rule.Value, index, name));
        }
    }

    private static bool Has(ParsedChallenge challenge, string name) =>
        challenge.Parameters.Any(parameter => Is(parameter.Name, name));

    private static bool Is(string text, string word) => text.Equals(word, StringComparison.OrdinalIgnoreCase);
}
