namespace Gatehouse.EndToEnd.FrontProxies;

/// <summary>nginx with a line of the recipe left as the client would like it.</summary>
public sealed class CarelessNginxRecipe(string line, string instead) : FrontProxyRecipe
{
    private readonly NginxRecipe _nginx = new();

    /// <inheritdoc/>
    public override string Heading => _nginx.Heading;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Needs => _nginx.Needs;

    /// <inheritdoc/>
    public override string[] Write(string folder, Func<string, string> block) =>
        _nginx.Write(
            folder,
            language =>
            {
                var text = block(language);
                Assert.Contains(line, text, StringComparison.Ordinal);
                return text.Replace(line, instead, StringComparison.Ordinal);
            }
        );
}
