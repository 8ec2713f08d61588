namespace Gatehouse.Protocol.Causes;

/// <summary>The form of a language's file under <c>Texts/</c>.</summary>
/// <param name="Name">What the language calls itself.</param>
/// <param name="Phrases">Texts of refusal pages by <see cref="PhraseKeys"/>.</param>
/// <param name="Causes">Texts by the cause's id.</param>
/// <param name="Values">Translations of the English phrases that evidence may hold; null where none is translated.</param>
internal sealed record LanguageFile(
    string Name,
    Dictionary<string, string> Phrases,
    Dictionary<string, LanguageFileEntry> Causes,
    Dictionary<string, string>? Values = null
);
