namespace Gatehouse.Decisions.Sessions;

/// <summary>The words for what ended a session, in evidence, lists and the store.</summary>
public static class SessionEnds
{
    private static readonly string[] Names =
    [
        "idle",
        "absolute",
        "signed-out",
        "ended-by-person",
        "replaced",
        "password-changed",
        "ended-by-operator",
        "account-closed",
        "ended-by-provider",
        "factor-changed",
    ];

    /// <summary>The word.</summary>
    public static string ToName(this SessionEnd end) => Names[(int)end];

    /// <summary>What a word stands for; an unknown one, of a newer version, is taken for an operator's act.</summary>
    public static SessionEnd Parse(string name)
    {
        var index = Array.IndexOf(Names, name);
        return index < 0 ? SessionEnd.EndedByOperator : (SessionEnd)index;
    }
}
