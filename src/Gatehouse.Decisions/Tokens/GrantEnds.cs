namespace Gatehouse.Decisions.Tokens;

/// <summary>The words for what ended a grant, in evidence, lists and the store.</summary>
public static class GrantEnds
{
    private static readonly string[] Names =
    [
        "given-back",
        "ended-by-person",
        "ended-by-operator",
        "refresh-reused",
        "code-reused",
        "password-changed",
        "account-closed",
        "factor-changed",
        "ended-by-provider",
        "displaced",
    ];

    /// <summary>The word.</summary>
    public static string ToName(this GrantEnd end) => Names[(int)end];

    /// <summary>What a word stands for; an unknown one, of a newer version, is taken for an operator's act.</summary>
    public static GrantEnd Parse(string name)
    {
        var index = Array.IndexOf(Names, name);
        return index < 0 ? GrantEnd.EndedByOperator : (GrantEnd)index;
    }
}
