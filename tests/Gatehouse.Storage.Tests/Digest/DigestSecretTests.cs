using Gatehouse.Decisions.Passwords;
using Gatehouse.Decisions.Users;
using Gatehouse.Protocol.Digest;

namespace Gatehouse.Storage.Tests.Digest;

public sealed class DigestSecretTests : StoreTest
{
    private static readonly DigestSpace Here = new("Here", [DigestHash.Sha256, DigestHash.Md5]);
    private static readonly DigestSpace There = new("There", [DigestHash.Sha256]);

    [Fact]
    public async Task Secrets_are_found_by_name_and_by_the_names_hash_for_their_realm_and_algorithm_alone()
    {
        await AddAsync("ann", "one", Here);
        Assert.Equal(SecretOf("ann", "one", DigestHash.Sha256), await SecretAsync("ann"));
        Assert.Equal(SecretOf("ann", "one", DigestHash.Md5), await SecretAsync("ann", DigestHash.Md5));
        Assert.Null(await SecretAsync("ann", DigestHash.Sha512T256));
        Assert.Null(await SecretAsync("ann", DigestHash.Sha256, "There"));
        Assert.Null(await Store.FindDigestUserAsync("bob", "Here", DigestHash.Sha256, Cancel));

        var hash = DigestArithmetic.UserHash(DigestHash.Sha256, "ann", "Here");
        var found = await Store.FindDigestUserAsync(hash, "Here", DigestHash.Sha256, Cancel);
        Assert.Equal("ann", found!.User.Name);
        Assert.Equal(SecretOf("ann", "one", DigestHash.Sha256), found.Secret!.Value.ToArray());
        Assert.Null(await Store.FindDigestUserAsync(hash, "There", DigestHash.Sha256, Cancel));
        Assert.Null(await Store.FindDigestUserAsync(hash, "Here", DigestHash.Md5, Cancel));
    }

    [Fact]
    public async Task Nothing_is_kept_for_whom_digest_is_off()
    {
        await AddUserAsync("ann");
        var made = NewPassword.Create("ann", "two", Here);
        Assert.True(await Store.SetPasswordAsync("ann", made, mustChange: false, Cancel));
        var user = await Store.FindDigestUserAsync("ann", "Here", DigestHash.Sha256, Cancel);
        Assert.False(user!.User.Digest);
        Assert.Null(user.Secret);
        Assert.Null(user.KeptFor);
        Assert.Empty(await Store.ListDigestSpacesAsync(user.User.Id, Cancel));
    }

    [Theory]
    [InlineData("operator")]
    [InlineData("person")]
    [InlineData("link")]
    public async Task Every_way_to_another_password_keeps_the_secrets_in_step(string way)
    {
        await AddAsync("ann", "one", Here);
        var user = await UserAsync("ann");
        var made = NewPassword.Create("ann", "two", Here);
        Assert.True(
            way switch
            {
                "operator" => await Store.SetPasswordAsync("ann", made, mustChange: false, Cancel),
                "person" => await Store.ChangePasswordAsync(user.Id, user.PasswordHash, made, null, Cancel),
                _ => await Store.AddResetAsync(new byte[32], user.Id, Time.GetUtcNow().AddHours(1), Cancel)
                    && await Store.ResetPasswordAsync(new byte[32], made, Cancel),
            }
        );
        Assert.Equal(SecretOf("ann", "two", DigestHash.Sha256), await SecretAsync("ann"));
        Assert.Equal(SecretOf("ann", "two", DigestHash.Md5), await SecretAsync("ann", DigestHash.Md5));
    }

    [Fact]
    public async Task Secrets_of_a_password_that_is_gone_are_gone_too()
    {
        await AddAsync("ann", "one", Here);
        Assert.True(await Store.SetPasswordAsync("ann", New("hash of two"), mustChange: false, Cancel));
        var user = await Store.FindDigestUserAsync("ann", "Here", DigestHash.Sha256, Cancel);
        Assert.True(user!.User.Digest);
        Assert.Null(user.Secret);
        Assert.Empty(user.KeptFor!);
    }

    [Fact]
    public async Task Digest_is_switched_on_for_the_present_password_alone_and_off_without_a_trace()
    {
        await AddUserAsync("ann");
        var secrets = Here.SecretsOf("ann", "one");
        Assert.False(await Store.SetDigestAsync("ann", "hash of another", secrets, Cancel));
        Assert.Null(await SecretAsync("ann"));
        Assert.True(await Store.SetDigestAsync("ann", "hash of ann", secrets, Cancel));
        Assert.NotNull(await SecretAsync("ann"));

        Assert.True(await Store.RemoveDigestAsync("ann", Cancel));
        Assert.Null(await SecretAsync("ann"));
        Assert.Empty(await Store.ListDigestSpacesAsync((await UserAsync("ann")).Id, Cancel));
        Assert.False(await Store.RemoveDigestAsync("bob", Cancel));
    }

    [Fact]
    public async Task Secrets_for_another_realm_are_told_with_whose_they_are()
    {
        await AddAsync("bob", "one", There);
        await AddAsync("ann", "one", Here);
        await AddAsync("cleo", "one", new DigestSpace("Here", [DigestHash.Sha256]));
        await AddUserAsync("dora");
        var user = await Store.FindDigestUserAsync("bob", "Here", DigestHash.Sha256, Cancel);
        Assert.Equal("SHA-256 in the realm There", Assert.Single(user!.KeptFor!).ToString());
        Assert.Equal(["bob", "cleo"], await Store.ListUnfitDigestUsersAsync(Here, Cancel));
        Assert.Equal(["ann", "cleo"], await Store.ListUnfitDigestUsersAsync(There, Cancel));
    }

    [Fact]
    public async Task What_the_site_offers_is_known_to_every_process()
    {
        Assert.Null(await Store.FindDigestSpaceAsync(Cancel));
        await Store.NoteDigestSpaceAsync(There, Cancel);
        await Store.NoteDigestSpaceAsync(Here, Cancel);
        await ReopenAsync();
        var found = await Store.FindDigestSpaceAsync(Cancel);
        Assert.Equal("Here", found!.Realm);
        Assert.Equal(Here.Hashes.Order(), found.Hashes.Order());
    }

    [Fact]
    public async Task Secrets_go_with_their_user()
    {
        await AddAsync("ann", "one", Here);
        await Store.RemoveUserAsync("ann", Cancel);
        await AddUserAsync("ann");
        Assert.Null(await SecretAsync("ann"));
    }

    private async Task AddAsync(string name, string password, DigestSpace space) =>
        Assert.True(
            await Store.AddUserAsync(
                new NewUser(name, "hash of " + password, Email: null, [])
                {
                    DigestSecrets = space.SecretsOf(name, password),
                },
                Cancel
            )
        );

    private async Task<byte[]?> SecretAsync(string name, DigestHash hash = DigestHash.Sha256, string realm = "Here") =>
        (await Store.FindDigestUserAsync(name, realm, hash, Cancel))?.Secret?.ToArray();

    private static byte[] SecretOf(string name, string password, DigestHash hash) =>
        DigestArithmetic.Secret(hash, name, "Here", password);
}
