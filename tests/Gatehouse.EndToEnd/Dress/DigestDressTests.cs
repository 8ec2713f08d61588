using System.Net;

namespace Gatehouse.EndToEnd.Dress;

/// <summary>What the lab asks in a server's words is what that server asks, and a client can answer it.</summary>
public abstract class DigestDressTests<TRecipe>(DressedServerSite<TRecipe> site)
    : IClassFixture<DressedServerSite<TRecipe>>
    where TRecipe : DressedServerRecipe, new()
{
    private const string Asking = "digest.response-wrong";

    [Fact]
    public async Task The_dress_asks_the_same()
    {
        Assert.SkipWhen(site.Missing is not null, site.Missing ?? "");
        Assert.Equal(await site.ServerAsync(authorization: null), await site.LabAsync(Asking, authorization: null));
    }

    [Fact]
    public async Task The_dress_says_the_same_of_a_wrong_password()
    {
        Assert.SkipWhen(site.Missing is not null, site.Missing ?? "");
        var wrong = new NetworkCredential("alice", "sesame-open");
        Assert.Equal(await site.ServerAsync(wrong), await site.LabAsync(Asking, wrong));
    }

    [Fact]
    public async Task What_either_asks_can_be_answered()
    {
        Assert.SkipWhen(site.Missing is not null, site.Missing ?? "");
        var right = new NetworkCredential("alice", "open-sesame");
        Assert.StartsWith("200 ", (await site.ServerAsync(right)).Status, StringComparison.Ordinal);
        Assert.StartsWith("200 ", (await site.LabAsync(Asking, right)).Status, StringComparison.Ordinal);
    }
}
