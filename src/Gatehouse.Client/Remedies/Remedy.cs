namespace Gatehouse.Client.Remedies;

/// <summary>What the client does about a cause.</summary>
public enum Remedy
{
    /// <summary>Nothing that it sends can help: it throws with the cause, and says who must act.</summary>
    Names,

    /// <summary>It is written so that the cause does not come about.</summary>
    Avoids,

    /// <summary>It answers the challenge, or the next one.</summary>
    AnswersChallenge,

    /// <summary>It sends what it holds although nobody asked for it in a challenge.</summary>
    SendsUnasked,

    /// <summary>It takes the new nonce, with the same password.</summary>
    TakesNewNonce,

    /// <summary>It asks for the password again, and says why.</summary>
    AsksForPassword,

    /// <summary>It asks for the key again.</summary>
    AsksForKey,

    /// <summary>It gets a new token.</summary>
    RenewsToken,

    /// <summary>It gets a token with the scopes that are asked for, where it may.</summary>
    WidensToken,

    /// <summary>It has the person sign in again as the server demands it.</summary>
    StepsUp,

    /// <summary>It has the person sign in again.</summary>
    SignsInAgain,

    /// <summary>It waits as long as the server says, and repeats the request.</summary>
    Waits,

    /// <summary>It goes where it is sent, with the credentials that are for there.</summary>
    FollowsRedirect,
}
