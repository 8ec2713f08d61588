namespace Gatehouse.Decisions.Routes;

/// <summary>Whom a route lets through, before anything else is asked.</summary>
public enum RouteAccess
{
    /// <summary>Whoever presents good credentials that meet the route's requirements.</summary>
    SignedIn,

    /// <summary>Everyone (<c>allow: everyone</c>).</summary>
    Everyone,

    /// <summary>Nobody (<c>allow: nobody</c>).</summary>
    Nobody,

    /// <summary>Everyone is sent elsewhere (<c>moved-to</c>).</summary>
    Moved,

    /// <summary>Nothing is here: a reserved path without an endpoint.</summary>
    Missing,
}
