namespace Gatehouse.Gateway.Configuration.Values;

/// <summary>A country (ISO 3166-1 alpha-2).</summary>
internal sealed class CountryKind : ScalarKind<string>
{
    /// <inheritdoc/>
    public override string Kind => "country";

    /// <inheritdoc/>
    public override string Explanation =>
        "Two letters of ISO 3166-1, upper case: `DE`. Norway is `\"NO\"` in quotes for other YAML readers.";

    /// <inheritdoc/>
    protected override string Pattern => "^[A-Z]{2}$";

    /// <inheritdoc/>
    public override ScalarReading<string> Read(string text) =>
        text.Length != 2 || !text.All(char.IsAsciiLetter)
            ? Bad("a country is two letters (ISO 3166-1)", "For example DE.")
        : text.All(char.IsAsciiLetterUpper) ? Good(text)
        : Bad("countries are written in upper case", $"Write {text.ToUpperInvariant()}.");
}
