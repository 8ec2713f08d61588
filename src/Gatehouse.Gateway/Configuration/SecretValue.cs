namespace Gatehouse.Gateway.Configuration;

/// <summary>
/// A secret and where it comes from. Its text leaves only through <see cref="Reveal"/>: printing, formatting or
/// comparing one shows the source alone.
/// </summary>
public sealed class SecretValue
{
    private readonly string? _text;

    private SecretValue(string source, string? text, string? missing)
    {
        Source = source;
        _text = text;
        MissingBecause = missing;
    }

    /// <summary>Where it comes from: <c>env NAME</c> or <c>file PATH</c>.</summary>
    public string Source { get; }

    /// <summary>Whether nothing could be read there. What needs this secret stays closed.</summary>
    public bool IsMissing => _text is null;

    /// <summary>Why it is missing, in a sentence; null where it is there.</summary>
    public string? MissingBecause { get; }

    /// <summary>A secret that was read.</summary>
    public static SecretValue Present(string source, string text) => new(source, text, missing: null);

    /// <summary>A secret that could not be read.</summary>
    public static SecretValue Missing(string source, string because) => new(source, text: null, because);

    /// <summary>The secret itself. Never write it anywhere.</summary>
    /// <exception cref="InvalidOperationException">It <see cref="IsMissing">is missing</see>.</exception>
    public string Reveal() => _text ?? throw new InvalidOperationException($"The secret from {Source} is missing.");

    /// <summary>The source, never the secret.</summary>
    public override string ToString() => Source;
}
