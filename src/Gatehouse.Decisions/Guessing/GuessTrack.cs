namespace Gatehouse.Decisions.Guessing;

/// <summary>By which counters an attempt was let through.</summary>
internal enum GuessTrack
{
    /// <summary>None: the same secret is counted already.</summary>
    Uncounted,

    /// <summary>Those of the user, the address and both.</summary>
    Stranger,

    /// <summary>That of user and address alone: the user has signed in from there.</summary>
    KnownPlace,

    /// <summary>That of the device alone: it has signed the user in.</summary>
    KnownDevice,
}
