namespace Gatehouse.Lab.Provider;

/// <summary>What the answer of the authorization endpoint says as <c>iss</c> (RFC 9207).</summary>
public enum IssuerParameter
{
    /// <summary>The issuer.</summary>
    Right,

    /// <summary>Another issuer, as in a mix-up.</summary>
    Wrong,

    /// <summary>None.</summary>
    Missing,
}
