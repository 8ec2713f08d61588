using System.Net.Security;
using System.Security.Principal;

namespace Gatehouse.Client.Schemes.Negotiate;

/// <summary>One exchange of tickets with one server, for one request.</summary>
internal sealed class TicketExchange : IDisposable
{
    /// <summary>Where it stands beside its request.</summary>
    public static readonly HttpRequestOptionsKey<TicketExchange?> Key = new("Gatehouse.Negotiate");

    // How a message of NTLM begins, alone or inside another.
    private static readonly byte[] NtlmMark = "NTLMSSP\0"u8.ToArray();

    private readonly NegotiateAuthentication _authentication;

    private TicketExchange(NegotiateAuthentication authentication, string token, bool answersChallenge)
    {
        _authentication = authentication;
        Token = token;
        AnswersChallenge = answersChallenge;
    }

    /// <summary>What goes to the server, in Base64. A secret.</summary>
    public string Token { get; }

    /// <summary>Whether a challenge asked for it.</summary>
    public bool AnswersChallenge { get; }

    /// <summary>What stands beside a request; null where nothing does.</summary>
    public static TicketExchange? On(HttpRequestMessage request) =>
        request.Options.TryGetValue(Key, out var exchange) ? exchange : null;

    /// <summary>Gets a ticket, which may take the time of a request to the realm's own server.</summary>
    /// <returns>The exchange, or null and why there is none, a phrase.</returns>
    public static (TicketExchange? Exchange, string? Reason) Begin(
        NegotiateOptions options,
        string host,
        bool answersChallenge
    )
    {
        NegotiateAuthentication? authentication = null;
        try
        {
            authentication = new NegotiateAuthentication(
                new NegotiateAuthenticationClientOptions
                {
                    Package = "Negotiate",
                    TargetName = options.TargetName ?? $"HTTP/{host}",
                    Credential = options.Credential ?? System.Net.CredentialCache.DefaultNetworkCredentials,
                    RequireMutualAuthentication = true,
                    AllowedImpersonationLevel = options.AllowDelegation
                        ? TokenImpersonationLevel.Delegation
                        : TokenImpersonationLevel.Impersonation,
                }
            );
            var token = authentication.GetOutgoingBlob([], out var status);
            if (ReasonOf(token, status) is not { } reason)
            {
                var exchange = new TicketExchange(authentication, Convert.ToBase64String(token!), answersChallenge);
                authentication = null;
                return (exchange, null);
            }

            return (null, reason);
        }
        catch (Exception exception)
            when (exception
                    is PlatformNotSupportedException
                        or DllNotFoundException
                        or EntryPointNotFoundException
                        or TypeInitializationException
                        or System.ComponentModel.Win32Exception
                        or InvalidOperationException
            )
        {
            // The platform's own part is missing or broken: not a reason for a program to fall over.
            return (null, "this platform has no Kerberos (on Linux: libgssapi-krb5-2)");
        }
        finally
        {
            authentication?.Dispose();
        }
    }

    /// <summary>Whether the server proves that it holds the service's key; null where it gives no proof.</summary>
    /// <param name="token">What it sent back, in Base64; null for nothing.</param>
    public bool? Proves(string? token)
    {
        if (token is null)
        {
            return null;
        }

        var octets = new byte[token.Length];
        if (!Convert.TryFromBase64String(token, octets, out var length))
        {
            return false;
        }

        _authentication.GetOutgoingBlob(octets.AsSpan(0, length), out var status);
        return status == NegotiateAuthenticationStatusCode.Completed && _authentication.IsMutuallyAuthenticated;
    }

    /// <inheritdoc/>
    public void Dispose() => _authentication.Dispose();

    /// <summary>Nothing of it: a ticket can be sent on.</summary>
    public override string ToString() => "Negotiate";

    private static string? ReasonOf(byte[]? token, NegotiateAuthenticationStatusCode status) =>
        status switch
        {
            NegotiateAuthenticationStatusCode.Completed or NegotiateAuthenticationStatusCode.ContinueNeeded => token
                is not { Length: > 0 }
                ? "Kerberos gives no ticket"
            : token.AsSpan().IndexOf(NtlmMark) >= 0
                ? "Kerberos gives no ticket for this server, and NTLM is not answered"
            : null,
            NegotiateAuthenticationStatusCode.Unsupported =>
                "this platform has no Kerberos (on Linux: libgssapi-krb5-2)",
            NegotiateAuthenticationStatusCode.UnknownCredentials =>
                "there is no Kerberos ticket (kinit), or none for this server",
            NegotiateAuthenticationStatusCode.CredentialsExpired => "the Kerberos ticket has expired (kinit)",
            NegotiateAuthenticationStatusCode.TargetUnknown => "the realm knows no such service",
            _ => $"Kerberos gives no ticket ({status})",
        };
}
