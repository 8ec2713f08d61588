using Gatehouse.Client.Schemes.Negotiate;

namespace Gatehouse.Client;

/// <summary>Adds Negotiate (RFC 4559) to the ways of a client: a Kerberos ticket for this server alone.</summary>
public static class KerberosAuthentication
{
    /// <summary>
    /// Answers Negotiate with a Kerberos ticket. Where the platform has no Kerberos (on Linux the package
    /// <c>libgssapi-krb5-2</c>), or there is no ticket, it is not answered, and the failure says why.
    /// </summary>
    /// <param name="options">The client's ways.</param>
    /// <param name="configure">Whose ticket and for whom; null for the defaults.</param>
    public static AuthenticationOptions Negotiate(
        this AuthenticationOptions options,
        Action<NegotiateOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        var negotiate = new NegotiateOptions();
        configure?.Invoke(negotiate);
        return options.Add(context => new NegotiateScheme(context, negotiate));
    }
}
