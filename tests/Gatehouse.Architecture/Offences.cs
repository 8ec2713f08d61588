namespace Gatehouse.Architecture;

/// <summary>Says every offence of the tree in full: a collection's own message shows the first few words of one.</summary>
internal static class Offences
{
    public static void AreNone(IEnumerable<string> offences)
    {
        var text = string.Join('\n', offences);
        Assert.True(text.Length == 0, text);
    }
}
