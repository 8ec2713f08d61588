namespace Gatehouse.Decisions.Schemes;

/// <summary>The credential that a request presents, before it is judged.</summary>
/// <param name="Scheme">The scheme that reads it.</param>
/// <param name="Text">The text in which it stands: a whole field value, a key.</param>
/// <param name="Start">Where in the text it begins: after the scheme's name in <c>Authorization</c>.</param>
/// <param name="Length">How many characters it has.</param>
/// <param name="Place">Where it stood.</param>
public readonly record struct PresentedCredentials(
    IScheme Scheme,
    string Text,
    int Start,
    int Length,
    CredentialPlace Place
)
{
    /// <summary>The credential itself, without a copy.</summary>
    public ReadOnlySpan<char> Span => Text.AsSpan(Start, Length);

    /// <summary>The credential itself; made anew on each call where it does not fill its text.</summary>
    public string Value => Length == Text.Length ? Text : Text.Substring(Start, Length);

    /// <summary>The scheme and the place; never the credential itself.</summary>
    public override string ToString() => $"{Scheme?.Name} in {Place}";
}
