using System.Security.Cryptography;
using System.Text;
using Gatehouse.Decisions.Passwords;

namespace Gatehouse.Decisions.Tests.Passwords;

public sealed class Pbkdf2Tests
{
    [Theory]
    [InlineData(1, "867f70cf1ade02cff3752599a3a53dc4af34c7a669815ae5d513554e1c8cf252")]
    [InlineData(2, "e1d9c16aa681708a45f5c7c4e215ceb66e011a2e9f0040713f18aefdb866d53c")]
    public void Derives_the_keys_that_are_published(int iterations, string expected)
    {
        var key = new byte[32];
        Pbkdf2.Derive("password"u8.ToArray(), "salt"u8, key, iterations, HashAlgorithmName.SHA512, rest: null);
        Assert.Equal(expected, Convert.ToHexStringLower(key));
    }

    [Fact]
    public void Derives_what_the_framework_does_whatever_the_lengths()
    {
        var random = new Random(7616);
        for (var i = 0; i < 500; i++)
        {
            // Longer than a block of the hash too, where the password itself is hashed first.
            var password = new byte[random.Next(300)];
            var salt = new byte[random.Next(8, 80)];
            var key = new byte[random.Next(1, 100)];
            random.NextBytes(password);
            random.NextBytes(salt);
            var iterations = random.Next(1, 40);
            var algorithm = random.Next(4) == 0 ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA512;
            Pbkdf2.Derive(password, salt, key, iterations, algorithm, rest: null);
            Assert.Equal(Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, algorithm, key.Length), key);
        }
    }

    [Fact]
    public void Rests_between_its_rounds_and_goes_on_where_it_was()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere the framework derives it in one go.");
        Assert.True(Pbkdf2.Rests);
        var rests = 0;
        var (password, salt, key) = (Encoding.UTF8.GetBytes("a password"), new byte[16], new byte[32]);
        Pbkdf2.Derive(
            password,
            salt,
            key,
            (3 * Pbkdf2.RoundsBetweenRests) + 1,
            HashAlgorithmName.SHA512,
            () =>
            {
                rests++;
                GC.Collect();
            }
        );
        Assert.Equal(3, rests);
        Assert.Equal(
            Rfc2898DeriveBytes.Pbkdf2(
                password,
                salt,
                (3 * Pbkdf2.RoundsBetweenRests) + 1,
                HashAlgorithmName.SHA512,
                key.Length
            ),
            key
        );
    }

    [Fact]
    public void Rests_as_often_for_a_hash_that_the_framework_makes_in_one_go()
    {
        var rests = 0;
        Pbkdf2.Derive(
            "a password"u8.ToArray(),
            new byte[16],
            new byte[32],
            3 * Pbkdf2.RoundsBetweenRests,
            HashAlgorithmName.SHA256,
            () => rests++
        );
        Assert.Equal(Pbkdf2.Rests ? 3 : 0, rests);
    }
}
