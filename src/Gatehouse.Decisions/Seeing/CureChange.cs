namespace Gatehouse.Decisions.Seeing;

/// <summary>What had changed when a client that was refused got through.</summary>
public enum CureChange
{
    /// <summary>It came without credentials, and then with some.</summary>
    CredentialsGiven,

    /// <summary>It came with other credentials of the same user: a new token, the right password, a renewed session.</summary>
    NewCredentials,

    /// <summary>It came as another person.</summary>
    OtherUser,

    /// <summary>The configuration had been changed; the credentials were the same.</summary>
    Configuration,

    /// <summary>What its user may do had been changed; the credentials were the same.</summary>
    Rights,

    /// <summary>Nothing of these: it waited.</summary>
    Time,
}
