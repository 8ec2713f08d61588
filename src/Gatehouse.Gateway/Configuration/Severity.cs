namespace Gatehouse.Gateway.Configuration;

/// <summary>How much a problem of the configuration matters.</summary>
public enum Severity
{
    /// <summary>It works, but probably not as meant, or not as safely as it could.</summary>
    Warning,

    /// <summary>The configuration is not used.</summary>
    Error,
}
