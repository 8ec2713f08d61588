namespace Gatehouse.Protocol.Causes;

/// <summary>The keys of the phrases that refusal pages are made of, for <see cref="CauseTexts.Phrase"/>.</summary>
public static class PhraseKeys
{
    /// <summary>Reference</summary>
    public const string Reference = "reference";

    /// <summary>Status</summary>
    public const string Status = "status";

    /// <summary>Cause</summary>
    public const string Cause = "cause";

    /// <summary>What happened</summary>
    public const string WhatHappened = "what-happened";

    /// <summary>What you can do</summary>
    public const string WhatYouCanDo = "what-you-can-do";

    /// <summary>For the site's operator</summary>
    public const string ForTheOperator = "for-the-operator";

    /// <summary>For the identity provider</summary>
    public const string ForTheProvider = "for-the-provider";

    /// <summary>For whoever runs the network</summary>
    public const string ForTheNetwork = "for-the-network";

    /// <summary>These credentials have failed before</summary>
    public const string FailedBefore = "failed-before";

    /// <summary>Contact</summary>
    public const string Contact = "contact";

    /// <summary>If you need help, write to {contact} and give the reference.</summary>
    public const string ContactAsk = "contact-ask";

    /// <summary>If you need help, ask whoever runs the site and give the reference.</summary>
    public const string NoContact = "no-contact";

    /// <summary>What this means</summary>
    public const string MoreAbout = "more-about";

    /// <summary>Time</summary>
    public const string Time = "time";

    /// <summary>Language</summary>
    public const string Language = "language";

    /// <summary>Sign in</summary>
    public const string SignIn = "sign-in";

    /// <summary>Try again</summary>
    public const string TryAgain = "try-again";

    /// <summary>Back</summary>
    public const string Back = "back";

    /// <summary>Start page</summary>
    public const string Home = "home";

    /// <summary>You can try again in {seconds} seconds.</summary>
    public const string WaitSeconds = "wait-seconds";

    /// <summary>Sign in or send credentials, then repeat the request.</summary>
    public const string NextAuthenticate = "next-authenticate";

    /// <summary>Renew your credentials, then repeat the request.</summary>
    public const string NextRenew = "next-renew";

    /// <summary>Sign in again, as this address asks for it, then repeat the request.</summary>
    public const string NextStepUp = "next-step-up";

    /// <summary>Wait, then repeat the same request.</summary>
    public const string NextWait = "next-wait";

    /// <summary>Ask whoever runs the site.</summary>
    public const string NextAsk = "next-ask";

    /// <summary>Correct the request, then send it again.</summary>
    public const string NextCorrect = "next-correct";

    /// <summary>There is nothing to repeat.</summary>
    public const string NextStop = "next-stop";

    /// <summary>The caller</summary>
    public const string PartyCaller = "party-caller";

    /// <summary>The site's operator</summary>
    public const string PartyOperator = "party-operator";

    /// <summary>The identity provider</summary>
    public const string PartyProvider = "party-provider";

    /// <summary>Whoever runs the network</summary>
    public const string PartyNetwork = "party-network";

    /// <summary>Refusal {reference}</summary>
    public const string RefusalOf = "refusal-of";

    /// <summary>This reference is not known here, or its refusal is not kept any more.</summary>
    public const string UnknownReference = "unknown-reference";
}
