using Gatehouse.Decisions.Remembered;

namespace Gatehouse.Decisions.Tests.Remembered;

public class KeyedHashTests
{
    // The reference vectors of SipHash-2-4 with 128 bits: key 00..0f, input 00..07 and 00..0f, and the empty one.
    [Theory]
    [InlineData(0, "a3817f04ba25a8e66df67214c7550293")]
    [InlineData(8, "3b62a9ba6258f5610f83e264f31497b4")]
    public void Hash_is_that_of_the_reference(int octets, string expected)
    {
        var hash = new KeyedHash(0x0706050403020100, 0x0f0e0d0c0b0a0908).Start();
        for (var i = 0; i < octets; i += 8)
        {
            hash.Add(BitConverter.ToUInt64([.. Enumerable.Range(i, 8).Select(value => (byte)value)]));
        }

        Span<byte> result = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128LittleEndian(result, hash.Finish());
        Assert.Equal(expected, Convert.ToHexStringLower(result));
    }

    [Fact]
    public void Same_credential_of_another_scheme_or_space_has_another_name()
    {
        var remembered = new RememberedCredentials(16);
        var names = new HashSet<UInt128>
        {
            remembered.KeyOf("basic", 1, "abc"),
            remembered.KeyOf("basic", 2, "abc"),
            remembered.KeyOf("key", 1, "abc"),
            remembered.KeyOf("basic", 1, "abcd"),
            remembered.KeyOf("basi", 1, "cabc"),
            remembered.KeyOf("basic", 1, "abc\0"),
        };
        Assert.Equal(6, names.Count);
    }
}
