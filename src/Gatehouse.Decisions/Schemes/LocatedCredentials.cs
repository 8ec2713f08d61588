namespace Gatehouse.Decisions.Schemes;

/// <summary>What a scheme found outside <c>Authorization</c>.</summary>
/// <param name="Count">How many credentials; more than one is ambiguous.</param>
/// <param name="Text">The text in which the first one stands, where there is one.</param>
/// <param name="Start">Where in the text it begins.</param>
/// <param name="Length">How many characters it has.</param>
/// <param name="Place">Where it stood.</param>
public readonly record struct LocatedCredentials(int Count, string? Text, int Start, int Length, CredentialPlace Place)
{
    /// <summary>One that fills its text.</summary>
    public LocatedCredentials(int count, string? text, CredentialPlace place)
        : this(count, text, 0, text?.Length ?? 0, place) { }

    /// <summary>Nothing was found.</summary>
    public static LocatedCredentials None => default;
}
