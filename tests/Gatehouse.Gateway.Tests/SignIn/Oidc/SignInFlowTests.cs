using System.Security.Cryptography;
using Gatehouse.Decisions.Keyring;
using Gatehouse.Decisions.Secrets;
using Gatehouse.Gateway.SignIn.Oidc;
using Gatehouse.Providers.SignIn;
using Gatehouse.TestKit;

namespace Gatehouse.Gateway.Tests.SignIn.Oidc;

public sealed class SignInFlowTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void State_comes_back_as_it_went_and_fits_its_own_cookie_alone()
    {
        var seal = NewSeal();
        var flow = Begin(out var cookie);
        var back = SignInFlow.Open(seal, flow.Close(seal))!;
        Assert.Equal(flow, back);
        Assert.True(back.Fits(cookie));
        Begin(out var another);
        Assert.False(back.Fits(another));
        Assert.False(back.Fits(""));
    }

    [Fact]
    public void State_of_another_site_or_one_that_was_changed_does_not_open()
    {
        var seal = NewSeal();
        var state = Begin(out _).Close(seal);
        Assert.Null(SignInFlow.Open(NewSeal(), state));
        Assert.Null(
            SignInFlow.Open(seal, state[..^4] + (state.EndsWith("AAAA", StringComparison.Ordinal) ? "BBBB" : "AAAA"))
        );
        Assert.Null(SignInFlow.Open(seal, ""));
        Assert.Null(SignInFlow.Open(seal, "none"));
    }

    [Fact]
    public void What_renews_a_sign_in_opens_for_its_own_session_alone()
    {
        var seal = NewSeal();
        var kept = SealedSignIn.Of(new ProviderTokens("a", "i", "r", TimeSpan.FromMinutes(1)), Now);
        var closed = kept.Close(seal, "s_1");
        Assert.Equal(kept, SealedSignIn.Open(seal, "s_1", closed));
        Assert.Null(SealedSignIn.Open(seal, "s_2", closed));
    }

    [Fact]
    public void What_a_renewal_leaves_out_stays_as_it_was()
    {
        var kept = SealedSignIn.Of(new ProviderTokens("a", "i", "r", TimeSpan.FromMinutes(1)), Now);
        var next = SealedSignIn.Of(new ProviderTokens("b", null, null, TimeSpan.FromMinutes(2)), Now, kept);
        Assert.Equal(("i", "r", Now.AddMinutes(2)), (next.IdToken, next.RefreshToken, next.Due));
    }

    [Fact]
    public void What_counts_once_counts_again_only_when_it_is_forgotten()
    {
        var clock = new ManualTimeProvider();
        var used = new OnceOnly(clock);
        Assert.True(used.TryUse("a", TimeSpan.FromMinutes(10)));
        Assert.False(used.TryUse("a", TimeSpan.FromMinutes(10)));
        Assert.True(used.WasUsed("a"));
        clock.Advance(TimeSpan.FromMinutes(10));
        Assert.True(used.TryUse("a", TimeSpan.FromMinutes(10)));
    }

    private static SignInFlow Begin(out string cookie) =>
        SignInFlow.Begin("corp", "/orders?page=2", "app.example", TimeSpan.FromMinutes(5), Now, out cookie);

    private static Seal NewSeal() => new([new SiteKey(1, KeyPurpose.Cookie, RandomNumberGenerator.GetBytes(32), Now)]);
}
