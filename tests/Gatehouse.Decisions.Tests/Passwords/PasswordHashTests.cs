using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Gatehouse.Decisions.Passwords;

namespace Gatehouse.Decisions.Tests.Passwords;

public sealed class PasswordHashTests
{
    [Theory]
    [InlineData("a measured password")]
    [InlineData("пароль, который длиннее, чем блок хеша: SHA-512 берёт сто двадцать восемь октетов, а здесь их больше")]
    public void A_hash_is_its_passwords_and_nobody_elses(string password)
    {
        var hash = PasswordHash.Create(password);
        Assert.Equal(PasswordMatch.Yes, PasswordHash.Verify(hash, password));
        Assert.Equal(PasswordMatch.No, PasswordHash.Verify(hash, password + " "));
    }

    [Theory]
    [InlineData(1, 10_000)]
    [InlineData(1, 600_000)]
    [InlineData(2, 100_000)]
    public void Hashes_that_the_framework_made_are_read_and_known_as_weak(int algorithm, int iterations)
    {
        var hash = Made("moved here", (uint)algorithm, iterations);
        Assert.Equal(PasswordMatch.YesButWeak, PasswordHash.Verify(hash, "moved here"));
        Assert.Equal(PasswordMatch.No, PasswordHash.Verify(hash, "moved there"));
    }

    [Fact]
    public void A_hash_that_the_framework_made_as_ours_are_is_as_good() =>
        Assert.Equal(PasswordMatch.Yes, PasswordHash.Verify(Made("moved here", 2, 210_000), "moved here"));

    [Theory]
    [InlineData(2, 210_000)]
    [InlineData(2, 100_000)]
    [InlineData(2, 120_500)]
    [InlineData(2, 1)]
    [InlineData(1, 100_000)]
    [InlineData(1, 120_999)]
    public void Every_hash_rests_as_often_as_nobody_s(int algorithm, int iterations)
    {
        Assert.Equal(RestsOf("nobody's"), RestsOf(Made("moved here", (uint)algorithm, iterations)));

        static int RestsOf(string hash)
        {
            var rests = 0;
            PasswordHash.Verify(hash, "a password", () => rests++);
            return rests;
        }
    }

    // Version 3 of ASP.NET Core Identity: algorithm, iterations and the salt's size, then salt and key.
    private static string Made(string password, uint algorithm, int iterations)
    {
        var hash = new byte[13 + 16 + 32];
        hash[0] = 1;
        BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(1), algorithm);
        BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(5), (uint)iterations);
        BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(9), 16);
        var salt = hash.AsSpan(13, 16);
        RandomNumberGenerator.Fill(salt);
        Rfc2898DeriveBytes.Pbkdf2(
            Encoding.UTF8.GetBytes(password),
            salt,
            hash.AsSpan(13 + 16),
            iterations,
            algorithm == 1 ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA512
        );
        return Convert.ToBase64String(hash);
    }
}
