namespace Gatehouse.Lab.Dress.Servers;

/// <summary>HAProxy with <c>http-request auth</c>.</summary>
internal sealed class HaproxyDress : ServerDress
{
    /// <inheritdoc/>
    public override string Name => "haproxy";

    /// <inheritdoc/>
    public override string Server => "HAProxy with http-request auth: a page of three lines, no Server field";

    /// <inheritdoc/>
    protected override DressedAnswer Unauthenticated(DressContext context) =>
        Page(401, "401 Unauthorized", "You need a valid user and password to access this content.")
            .Asking(Basic(context.Realm));

    /// <inheritdoc/>
    protected override DressedAnswer Other(DressContext context, int status) =>
        status switch
        {
            400 => Page(400, "400 Bad request", "Your browser sent an invalid request."),
            403 => Page(403, "403 Forbidden", "Request forbidden by administrative rules."),
            429 => Page(429, "429 Too Many Requests", "You have sent too many requests in a given amount of time."),
            503 => Page(503, "503 Service Unavailable", "No server is available to handle this request."),
            504 => Page(504, "504 Gateway Time-out", "The server didn't respond in time."),
            _ => Page(status, $"{status} {Phrase(status)}", Phrase(status) + "."),
        };

    /// <inheritdoc/>
    protected override DressedAnswer TooLarge(DressContext context) => Other(context, 400);

    private static DressedAnswer Page(int status, string heading, string text) =>
        DressedAnswer
            .Of(status, "text/html", $"<html><body><h1>{heading}</h1>\n{text}\n</body></html>\n")
            .With("Cache-Control", "no-cache") with
        {
            ReasonPhrase = heading[4..],
        };
}
