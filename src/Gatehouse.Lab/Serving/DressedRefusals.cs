using Gatehouse.Lab.Dress;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Lab.Serving;

/// <summary>Refusals in another server's words, where <c>?as=NAME</c> asks for it.</summary>
internal static class DressedRefusals
{
    private const string Parameter = "as";
    private static readonly object CauseKey = new();

    /// <summary>The dress that is asked for, null where none is; false where there is none of that name.</summary>
    public static bool TryFind(HttpContext context, out IDress? dress)
    {
        dress = null;
        var name = context.Request.Query[Parameter];
        if (name.Count == 0)
        {
            return true;
        }

        dress = name is [{ } one] ? Wardrobe.Find(one) : null;
        return dress is not null;
    }

    /// <summary>Says which dresses there are.</summary>
    public static Task RefuseAsync(HttpContext context) =>
        LabAnswers.TextAsync(
            context,
            StatusCodes.Status400BadRequest,
            $"?{Parameter}= takes one of: {string.Join(", ", Wardrobe.All.Select(dress => dress.Name))}\n"
        );

    /// <summary>Keeps for the list of requests why this one was refused.</summary>
    public static void Note(HttpContext context, Cause cause) => context.Items[CauseKey] = cause;

    /// <summary>Why a request was refused whose answer does not tell; or null.</summary>
    public static Cause? CauseOf(HttpContext context) => context.Items[CauseKey] as Cause;

    /// <summary>Has a server answer that misbehaves, and dresses its answer where that is no 200.</summary>
    public static async Task RunAsync(
        HttpContext context,
        Cause cause,
        Func<HttpContext, Task> handler,
        IDress? dress,
        TimeProvider clock
    )
    {
        if (dress is null)
        {
            await handler(context);
            return;
        }

        var wire = context.Response.Body;
        using var held = new MemoryStream();
        context.Response.Body = held;
        try
        {
            await handler(context);
        }
        finally
        {
            context.Response.Body = wire;
        }

        if (context.Response.StatusCode == StatusCodes.Status200OK)
        {
            held.Position = 0;
            await held.CopyToAsync(wire, context.RequestAborted);
            return;
        }

        Note(context, cause);
        await DressWriter.WriteAsync(
            context,
            dress.Answer(DressContext.Of(context, cause, refusal: null, scheme: null, "Lab", clock.GetUtcNow()))
        );
    }
}
