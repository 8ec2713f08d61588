namespace Gatehouse.Decisions.Tokens;

/// <summary>What became of a code that was exchanged.</summary>
public enum CodeOutcome
{
    /// <summary>It was good, and is used up.</summary>
    Exchanged,

    /// <summary>There is no such code.</summary>
    Unknown,

    /// <summary>Its time was over.</summary>
    Expired,

    /// <summary>It was used before: everything that came of it has ended.</summary>
    Reused,

    /// <summary>It was given to another program.</summary>
    OtherClient,

    /// <summary>It was sent to another redirect URI.</summary>
    OtherRedirectUri,

    /// <summary>The verifier is not the one whose challenge was sent (RFC 7636).</summary>
    VerifierWrong,

    /// <summary>The grant has ended meanwhile, or the account is closed.</summary>
    Ended,
}
