using Gatehouse.Lab.Judging;

namespace Gatehouse.Lab.Tests.Judging;

public class NegotiateTokensTests
{
    [Fact]
    public void Ntlm_is_known_bare_and_wrapped()
    {
        Assert.True(NegotiateTokens.IsNtlm(Convert.FromBase64String(NegotiateTokens.Ntlm)));
        Assert.True(NegotiateTokens.IsNtlm(Convert.FromBase64String(NegotiateTokens.WrappedNtlm)));
        Assert.StartsWith("TlRMTVNTUA", NegotiateTokens.Ntlm, StringComparison.Ordinal);
    }

    [Fact]
    public void Kerberos_and_what_cannot_be_read_are_not_Ntlm()
    {
        var ticket = Convert.FromBase64String(NegotiateTokens.Kerberos);
        Assert.False(NegotiateTokens.IsNtlm(ticket));
        Assert.All(
            Enumerable.Range(0, ticket.Length),
            length => Assert.False(NegotiateTokens.IsNtlm(ticket.AsMemory(0, length)))
        );
    }
}
