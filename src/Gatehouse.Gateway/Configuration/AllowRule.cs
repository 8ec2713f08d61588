namespace Gatehouse.Gateway.Configuration;

/// <summary>Whom a route lets through.</summary>
public enum AllowRule
{
    /// <summary>Whoever presents good credentials that meet the route's requirements (no <c>allow</c> key).</summary>
    SignedIn,

    /// <summary>Everyone.</summary>
    Everyone,

    /// <summary>Nobody.</summary>
    Nobody,
}
