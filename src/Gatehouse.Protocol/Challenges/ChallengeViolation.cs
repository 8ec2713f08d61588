namespace Gatehouse.Protocol.Challenges;

/// <summary>A rule that a challenge breaks.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Challenge">Which challenge, counted from 0 over all lines; 0 where there is none.</param>
/// <param name="Parameter">The parameter's name in lower case, or null where the rule is about no parameter.</param>
public sealed record ChallengeViolation(ChallengeRule Rule, int Challenge, string? Parameter = null)
{
    /// <summary>The violation as one stable word for reports, such as <c>digest-nonce-missing</c> or <c>duplicate-parameter:realm</c>.</summary>
    public string Name =>
        Rule switch
        {
            ChallengeRule.NoChallenge => "no-challenge",
            ChallengeRule.DuplicateParameter => $"duplicate-parameter:{Parameter}",
            ChallengeRule.RealmAsToken => "realm-as-token",
            ChallengeRule.BasicRealmMissing => "basic-realm-missing",
            ChallengeRule.DigestRealmMissing => "digest-realm-missing",
            ChallengeRule.DigestNonceMissing => "digest-nonce-missing",
            ChallengeRule.DigestParameterAsToken => $"digest-{Parameter}-as-token",
            ChallengeRule.DigestParameterQuoted => $"digest-{Parameter}-quoted",
            ChallengeRule.BearerWithoutParameters => "bearer-without-params",
            _ => $"bearer-character-set:{Parameter}",
        };
}
