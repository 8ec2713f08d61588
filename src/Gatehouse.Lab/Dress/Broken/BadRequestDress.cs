namespace Gatehouse.Lab.Dress.Broken;

/// <summary>400 for credentials that are merely wrong.</summary>
internal sealed class BadRequestDress : IDress
{
    /// <inheritdoc/>
    public string Name => "bad-request";

    /// <inheritdoc/>
    public string Server => "a server that calls every refused credential a bad request";

    /// <inheritdoc/>
    public DressedAnswer Answer(DressContext context) =>
        DressedAnswer.Of(400, "application/json", """{"error":"Bad Request","message":"Invalid credentials"}""");
}
