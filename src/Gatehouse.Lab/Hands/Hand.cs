using Microsoft.AspNetCore.Http;

namespace Gatehouse.Lab.Hands;

/// <summary>
/// Something a client would have to have or compute, given out as plain text: an aged token, a key, a response to a
/// challenge.
/// </summary>
/// <param name="Name">The path below <c>/_lab/</c>.</param>
/// <param name="About">What it gives, with its parameters.</param>
/// <param name="GiveAsync">Gives the text; null is answered 400 with <paramref name="About"/>.</param>
internal sealed record Hand(string Name, string About, Func<HttpContext, ValueTask<string?>> GiveAsync)
{
    /// <summary>Answers in place of <see cref="GiveAsync"/>, where text alone would not do: a form, a redirect.</summary>
    public Func<HttpContext, Task>? AnswerAsync { get; init; }
}
