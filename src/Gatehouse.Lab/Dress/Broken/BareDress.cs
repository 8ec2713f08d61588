namespace Gatehouse.Lab.Dress.Broken;

/// <summary>A 401 without a challenge, which RFC 9110 section 15.5.2 forbids.</summary>
internal sealed class BareDress : IDress
{
    /// <inheritdoc/>
    public string Name => "bare";

    /// <inheritdoc/>
    public string Server => "a server that answers 401 and nothing else: no challenge, no body";

    /// <inheritdoc/>
    public DressedAnswer Answer(DressContext context) => DressedAnswer.Empty(401);
}
