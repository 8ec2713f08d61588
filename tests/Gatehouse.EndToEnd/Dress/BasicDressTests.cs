namespace Gatehouse.EndToEnd.Dress;

/// <summary>What the lab tells in a server's words is what that server says to the same request.</summary>
public abstract class BasicDressTests<TRecipe>(DressedServerSite<TRecipe> site)
    : IClassFixture<DressedServerSite<TRecipe>>
    where TRecipe : DressedServerRecipe, new()
{
    private const string Right = "Basic YWxpY2U6b3Blbi1zZXNhbWU=";
    private const string Wrong = "Basic YWxpY2U6c2VzYW1lLW9wZW4=";

    [Fact]
    public Task The_dress_says_the_same_without_credentials() => SaysTheSameAsync("credentials.missing", null);

    [Fact]
    public Task The_dress_says_the_same_of_a_wrong_password() => SaysTheSameAsync("credentials.rejected", Wrong);

    [Fact]
    public Task The_dress_says_the_same_of_credentials_that_cannot_be_read() =>
        SaysTheSameAsync("credentials.unreadable", "Basic alice=open-sesame");

    [Fact]
    public Task The_dress_says_the_same_of_a_scheme_that_is_not_offered() =>
        SaysTheSameAsync("credentials.scheme-unsupported", "Bearer eyJhbGciOiJFUzI1NiJ9.e30.c2ln");

    [Fact]
    public Task The_dress_says_the_same_to_HEAD() => SaysTheSameAsync("credentials.missing", null, HttpMethod.Head);

    [Fact]
    public async Task Both_let_alice_in()
    {
        Assert.SkipWhen(site.Missing is not null, site.Missing ?? "");
        Assert.StartsWith("200 ", (await site.ContentAsync(Right)).Status, StringComparison.Ordinal);
        Assert.StartsWith(
            "200 ",
            (await site.LabAsync("credentials.rejected", Right)).Status,
            StringComparison.Ordinal
        );
    }

    private async Task SaysTheSameAsync(string cause, string? authorization, HttpMethod? method = null)
    {
        Assert.SkipWhen(site.Missing is not null, site.Missing ?? "");
        Assert.Equal(await site.ServerAsync(authorization, method), await site.LabAsync(cause, authorization, method));
    }
}
