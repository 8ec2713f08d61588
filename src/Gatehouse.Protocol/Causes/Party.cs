namespace Gatehouse.Protocol.Causes;

/// <summary>Who can remove a cause.</summary>
public enum Party
{
    /// <summary>Whoever sent the request.</summary>
    Caller,

    /// <summary>Whoever runs the site.</summary>
    Operator,

    /// <summary>Whoever runs the identity provider that the site trusts.</summary>
    Provider,

    /// <summary>Whoever runs what lies between caller and site.</summary>
    Network,
}
