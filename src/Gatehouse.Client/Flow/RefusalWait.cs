using System.Net;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Client.Flow;

/// <summary>How long to wait before the same request is sent again.</summary>
internal static class RefusalWait
{
    private static readonly TimeSpan Unsaid = TimeSpan.FromSeconds(1);

    /// <summary>The time; null where waiting is not what helps.</summary>
    public static TimeSpan? For(Refusal refusal, HttpMethod method)
    {
        if (refusal.Status == HttpStatusCode.TooManyRequests)
        {
            return refusal.RetryAfter ?? (refusal.Explained ? Unsaid : null);
        }

        if (refusal is not { Explained: true, Cause.Next: NextStep.Wait })
        {
            return null;
        }

        // A request that reached an application may have done its work there: only one that changes nothing by being
        // repeated goes out again.
        if (refusal.Cause.Family == "upstream" && !IsIdempotent(method))
        {
            return null;
        }

        return refusal.RetryAfter ?? ((int)refusal.Status >= 500 ? Unsaid : null);
    }

    private static bool IsIdempotent(HttpMethod method) =>
        method == HttpMethod.Get
        || method == HttpMethod.Head
        || method == HttpMethod.Options
        || method == HttpMethod.Trace
        || method == HttpMethod.Put
        || method == HttpMethod.Delete;
}
