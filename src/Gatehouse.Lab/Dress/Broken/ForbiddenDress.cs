namespace Gatehouse.Lab.Dress.Broken;

/// <summary>403 whatever it was, so that no client tries to sign in.</summary>
internal sealed class ForbiddenDress : IDress
{
    /// <inheritdoc/>
    public string Name => "forbidden";

    /// <inheritdoc/>
    public string Server => "a server that answers 403 where 401 was due";

    /// <inheritdoc/>
    public DressedAnswer Answer(DressContext context) =>
        DressedAnswer.Of(403, "text/plain; charset=utf-8", "Forbidden\n");
}
