namespace Gatehouse.Gateway.Configuration;

/// <summary>Whose status codes a route's refusals use.</summary>
public enum ProfileRule
{
    /// <summary>RFC 9110's.</summary>
    Rfc,

    /// <summary>IIS's: every cause with an IIS number is a 401 that shows it.</summary>
    Iis,
}
