namespace Gatehouse.Lab.Dress.Broken;

/// <summary>500, since nobody caught what the check threw.</summary>
internal sealed class ServerErrorDress : IDress
{
    /// <inheritdoc/>
    public string Name => "server-error";

    /// <inheritdoc/>
    public string Server => "a server whose check throws: 500 where 401 was due";

    /// <inheritdoc/>
    public DressedAnswer Answer(DressContext context) =>
        DressedAnswer.Of(
            500,
            "application/json",
            """{"error":"Internal Server Error","message":"Unhandled exception: AuthenticationException"}"""
        );
}
