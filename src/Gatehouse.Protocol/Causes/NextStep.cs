namespace Gatehouse.Protocol.Causes;

/// <summary>What a program does next about a refusal. <see cref="NextStepNames.ToName"/> gives the word of the problem body.</summary>
public enum NextStep
{
    /// <summary>Present credentials, or sign in (again), for one of the challenges.</summary>
    Authenticate,

    /// <summary>Get fresh credentials of the same kind (a refresh token, a rotated key) and repeat the request.</summary>
    Renew,

    /// <summary>Sign in again, more recently or with a stronger factor (RFC 9470).</summary>
    StepUp,

    /// <summary>Repeat the same request later, after <c>Retry-After</c> where it is given.</summary>
    Wait,

    /// <summary>Ask whoever runs the site: nothing that the caller can send will help.</summary>
    Ask,

    /// <summary>Correct the request or the credentials: repeating them unchanged is useless.</summary>
    Correct,

    /// <summary>Give up.</summary>
    Stop,
}
