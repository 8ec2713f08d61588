namespace Gatehouse.Lab.Dress.Broken;

/// <summary>302 to a sign-in page whoever asks, programs included.</summary>
internal sealed class RedirectDress : IDress
{
    /// <inheritdoc/>
    public string Name => "redirect";

    /// <inheritdoc/>
    public string Server => "a server that sends programs to its sign-in page, too";

    /// <inheritdoc/>
    public DressedAnswer Answer(DressContext context) =>
        DressedAnswer
            .Of(
                302,
                "text/html; charset=utf-8",
                "<!DOCTYPE html><title>Found</title><p><a href=\"/login\">Sign in</a>\n"
            )
            .With("Location", "/login?return=" + Uri.EscapeDataString(context.Path));
}
