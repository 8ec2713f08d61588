using Gatehouse.EndToEnd.Harness;

namespace Gatehouse.EndToEnd.Dress;

/// <summary>What the lab tells of tokens in a server's words is what that server says to the same request.</summary>
public abstract class BearerDressTests<TRecipe>(DressedServerSite<TRecipe> site)
    : IClassFixture<DressedServerSite<TRecipe>>
    where TRecipe : DressedServerRecipe, new()
{
    // An address that takes tokens.
    private const string Tokens = "token.expired";

    [Fact]
    public Task The_dress_says_the_same_without_a_token() => SaysTheSameAsync(null);

    [Fact]
    public async Task The_dress_says_the_same_of_a_token_of_another_issuer()
    {
        using var issuer = new Issuer();
        await SaysTheSameAsync("Bearer " + issuer.Token());
    }

    [Fact]
    public Task The_dress_says_the_same_of_a_token_that_is_none() => SaysTheSameAsync("Bearer open-sesam");

    [Fact]
    public Task The_dress_says_the_same_of_a_scheme_that_is_not_offered() =>
        SaysTheSameAsync("Basic YWxpY2U6b3Blbi1zZXNhbWU=");

    private async Task SaysTheSameAsync(string? authorization)
    {
        Assert.SkipWhen(site.Missing is not null, site.Missing ?? "");
        Assert.Equal(await site.ServerAsync(authorization), await site.LabAsync(Tokens, authorization));
    }
}
