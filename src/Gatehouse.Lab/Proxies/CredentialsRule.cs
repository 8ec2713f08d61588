using Gatehouse.Protocol.Basic;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Lab.Proxies;

/// <summary>Wants a name and a password for itself (RFC 9110 section 11.7): alice's or bob's.</summary>
internal sealed class CredentialsRule : IProxyRule
{
    private static readonly string _challenge = ChallengeWriter.Write(
        Challenge.Create("Basic", ("realm", "Lab proxy"), ("charset", "UTF-8"))
    );

    /// <inheritdoc/>
    public ProxyAnswer? Refuse(ProxyRequest request, string client) =>
        IsKnown(request)
            ? null
            : new ProxyAnswer(
                407,
                "The proxy wants a name and a password of its own.\n",
                new Steps.LabField("Proxy-Authenticate", _challenge)
            )
            {
                Cause = Causes.Proxy.AuthenticationRequired,
            };

    private static bool IsKnown(ProxyRequest request) =>
        request.Lines("Proxy-Authorization").ToList() is [var field]
        && CredentialsParser.TryParse(field, out var credentials, out _)
        && credentials!.Is("Basic")
        && BasicCredentials.TryDecode(credentials.Token68, out var user, out var password, out _)
        && user is LabAccount.Alice or LabAccount.Bob
        && password == LabAccount.Password;
}
