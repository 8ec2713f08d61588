namespace Gatehouse.Client.Sending;

/// <summary>The end of a chain of handlers: what connects.</summary>
internal static class InnermostHandler
{
    /// <summary>The innermost handler; null where a chain has no end yet.</summary>
    public static HttpMessageHandler? Of(HttpMessageHandler? handler)
    {
        while (handler is DelegatingHandler delegating)
        {
            handler = delegating.InnerHandler;
        }

        return handler;
    }
}
