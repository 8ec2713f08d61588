using System.Collections.Frozen;

namespace Gatehouse.Decisions.Seeing;

/// <summary>What changes are called, for programs and for people.</summary>
public static class CureChanges
{
    private static readonly FrozenDictionary<CureChange, (string Name, string Text)> Words = new Dictionary<
        CureChange,
        (string, string)
    >
    {
        [CureChange.CredentialsGiven] = ("credentials-given", "credentials were given"),
        [CureChange.NewCredentials] = ("new-credentials", "new credentials of the same user"),
        [CureChange.OtherUser] = ("other-user", "another person signed in"),
        [CureChange.Configuration] = ("configuration", "the configuration was changed"),
        [CureChange.Rights] = ("rights", "what the user may do was changed"),
        [CureChange.Time] = ("time", "time passed"),
    }.ToFrozenDictionary();

    /// <summary>The name for programs: <c>new-credentials</c>.</summary>
    public static string ToName(this CureChange change) => Words[change].Name;

    /// <summary>The words for people.</summary>
    public static string ToText(this CureChange change) => Words[change].Text;

    /// <summary>The change with a name, or null.</summary>
    public static CureChange? Find(string name)
    {
        foreach (var (change, words) in Words)
        {
            if (words.Name == name)
            {
                return change;
            }
        }

        return null;
    }
}
