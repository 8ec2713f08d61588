using System.Security.Cryptography;
using Gatehouse.Decisions.References;

namespace Gatehouse.Decisions.Tests.References;

public class ReferenceTests
{
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
    private static readonly ReadOnlyMemory<byte> Key = RandomNumberGenerator.GetBytes(16);

    [Fact]
    public void Reference_tells_cause_second_and_node_to_who_has_the_key()
    {
        using var cipher = new ReferenceCipher([Key], node: 513);
        var text = cipher.Create(705, At.AddMilliseconds(999));
        Assert.Matches("^GH-([0-9A-HJKMNP-TV-Z]{5}-){5}[0-9A-HJKMNP-TV-Z]$", text);
        Assert.True(cipher.TryRead(text, out var reference));
        Assert.Equal((705, At, 513), (reference.Cause, reference.At, reference.Node));
        Assert.NotEqual(text, cipher.Create(705, At));
    }

    [Fact]
    public void Outsiders_forge_none_in_a_million_tries()
    {
        using var cipher = new ReferenceCipher([Key], node: 1);
        var block = new byte[16];
        for (var i = 0; i < 1_000_000; i++)
        {
            RandomNumberGenerator.Fill(block);
            Assert.False(cipher.TryRead(ReferenceText.Write(BitConverter.ToUInt128(block)), out _));
        }
    }

    [Fact]
    public void Every_neighbour_of_a_good_reference_is_none()
    {
        using var cipher = new ReferenceCipher([Key], node: 1);
        Assert.True(ReferenceText.TryRead(cipher.Create(705, At), out var block));
        for (var bit = 0; bit < 128; bit++)
        {
            Assert.False(cipher.TryRead(ReferenceText.Write(block ^ (UInt128.One << bit)), out _));
        }
    }

    [Fact]
    public void Old_references_are_read_after_a_rotation_and_not_without_the_old_key()
    {
        ReadOnlyMemory<byte> next = RandomNumberGenerator.GetBytes(16);
        using var old = new ReferenceCipher([Key], node: 1);
        using var rotated = new ReferenceCipher([next, Key], node: 1);
        using var stranger = new ReferenceCipher([next], node: 1);
        var text = old.Create(705, At);
        Assert.True(rotated.TryRead(text, out _));
        Assert.False(stranger.TryRead(text, out _));
        Assert.True(stranger.TryRead(rotated.Create(705, At), out _));
    }

    [Fact]
    public void Reference_is_read_as_people_type_it()
    {
        using var cipher = new ReferenceCipher([Key], node: 1);
        var text = cipher.Create(705, At);
        foreach (
            var typed in (string[])
                [
                    text.ToLowerInvariant(),
                    text.Replace("-", "", StringComparison.Ordinal),
                    $" {text} ",
                    text.Replace('1', 'l').Replace('0', 'O'),
                ]
        )
        {
            Assert.True(cipher.TryRead(typed, out _), typed);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("GH-")]
    [InlineData("GH-ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ-Z")]
    [InlineData("GH-UUUUU-UUUUU-UUUUU-UUUUU-UUUUU-U")]
    [InlineData("XX-7K3M9-QX2C4-0V8RT-5WZAB-NDEFG-H")]
    [InlineData("GH-7K3M9-QX2C4-0V8RT-5WZAB-NDEFG-HH")]
    public void Other_texts_are_none(string text) => Assert.False(ReferenceText.TryRead(text, out _));
}
