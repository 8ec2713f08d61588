namespace Gatehouse.Client;

/// <summary>How Basic is used.</summary>
public sealed class BasicOptions
{
    /// <summary>
    /// Sends the password with the first request already, without waiting for the challenge: a request saved, and the way
    /// to servers that send none. False by default: the server could be asking for something better.
    /// </summary>
    public bool SendUnasked { get; set; }
}
