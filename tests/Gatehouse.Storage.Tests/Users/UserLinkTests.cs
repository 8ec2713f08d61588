using Gatehouse.Decisions.Users;

namespace Gatehouse.Storage.Tests.Users;

public sealed class UserLinkTests : StoreTest
{
    private const string Issuer = "https://idp.example";

    [Fact]
    public async Task Person_of_an_issuer_is_found_by_issuer_and_subject_alone()
    {
        await AddUserAsync("ann");
        Assert.True(await Store.LinkUserAsync(Issuer, "42", (await UserAsync("ann")).Id, Cancel));
        Assert.Equal("ann", (await Store.FindLinkedUserAsync(Issuer, "42", Cancel))!.Name);
        Assert.Null(await Store.FindLinkedUserAsync(Issuer + "/", "42", Cancel));
        Assert.Null(await Store.FindLinkedUserAsync(Issuer, "4", Cancel));
    }

    [Fact]
    public async Task Linked_person_is_not_linked_to_somebody_else()
    {
        await AddUserAsync("ann");
        await AddUserAsync("bob");
        await Store.LinkUserAsync(Issuer, "42", (await UserAsync("ann")).Id, Cancel);
        Assert.False(await Store.LinkUserAsync(Issuer, "42", (await UserAsync("bob")).Id, Cancel));
        Assert.False(await Store.AddLinkedUserAsync(new NewUser("cleo", null, null, []), Issuer, "42", Cancel));
        Assert.Null(await Store.FindUserAsync("cleo", Cancel));
        Assert.Equal("ann", (await Store.FindLinkedUserAsync(Issuer, "42", Cancel))!.Name);
    }

    [Fact]
    public async Task Taken_name_is_not_given_to_a_stranger_of_an_issuer()
    {
        await AddUserAsync("ann");
        Assert.False(await Store.AddLinkedUserAsync(new NewUser("ann", null, null, []), Issuer, "42", Cancel));
        Assert.Null(await Store.FindLinkedUserAsync(Issuer, "42", Cancel));
        Assert.True(await Store.AddLinkedUserAsync(new NewUser("ann2", null, null, []), Issuer, "42", Cancel));
        Assert.Equal("ann2", (await Store.FindLinkedUserAsync(Issuer, "42", Cancel))!.Name);
    }
}
