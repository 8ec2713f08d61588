namespace Gatehouse.Protocol.Challenges;

/// <summary>A rule for senders or of a scheme that a challenge can break although it meets the grammar.</summary>
public enum ChallengeRule
{
    /// <summary>The field holds no challenge at all (RFC 9110 section 11.6.1).</summary>
    NoChallenge,

    /// <summary>A name occurs twice in one challenge (RFC 9110 section 11.2).</summary>
    DuplicateParameter,

    /// <summary>The realm stands without quotes (RFC 9110 section 11.5).</summary>
    RealmAsToken,

    /// <summary>Basic without a realm (RFC 7617 section 2).</summary>
    BasicRealmMissing,

    /// <summary>Digest without a realm (RFC 7616 section 3.3).</summary>
    DigestRealmMissing,

    /// <summary>Digest without a nonce (RFC 7616 section 3.3).</summary>
    DigestNonceMissing,

    /// <summary><c>domain</c>, <c>nonce</c>, <c>opaque</c> or <c>qop</c> of Digest without quotes (RFC 7616 section 3.3).</summary>
    DigestParameterAsToken,

    /// <summary><c>stale</c> or <c>algorithm</c> of Digest in quotes (RFC 7616 section 3.3).</summary>
    DigestParameterQuoted,

    /// <summary>Bearer without any parameter (RFC 6750 section 3).</summary>
    BearerWithoutParameters,

    /// <summary>
    /// <c>error</c>, <c>error_description</c> or <c>scope</c> of Bearer with characters that they must not hold (RFC 6750
    /// section 3).
    /// </summary>
    BearerCharacterSet,
}
