namespace Gatehouse.Lab.Dress.Broken;

/// <summary>200, with a sign-in page for browsers and an error within the body for programs.</summary>
internal sealed class SuccessDress : IDress
{
    /// <inheritdoc/>
    public string Name => "success";

    /// <inheritdoc/>
    public string Server => "a server that says 200 and means no: a sign-in page, or an error in the body";

    /// <inheritdoc/>
    public DressedAnswer Answer(DressContext context) =>
        context.AcceptsHtml
            ? DressedAnswer.Of(
                200,
                "text/html; charset=utf-8",
                """
                <!DOCTYPE html>
                <html lang="en"><head><title>Sign in</title></head>
                <body><h1>Sign in</h1><form method="post" action="/login">
                <label>User <input name="username"></label>
                <label>Password <input name="password" type="password"></label>
                <button>Sign in</button></form></body></html>

                """
            )
            : DressedAnswer.Of(
                200,
                "application/json",
                """{"success":false,"error":{"code":401,"message":"Unauthorized"}}"""
            );
}
