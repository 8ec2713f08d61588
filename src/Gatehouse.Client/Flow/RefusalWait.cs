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

        // A request that reached an application may have done its work there: only one that changes nothing by being
        // repeated goes out again.
        return
            refusal is { Explained: true, Cause.Next: NextStep.Wait }
            && (int)refusal.Status >= 500
            && (refusal.Cause.Family is not "upstream" || IsIdempotent(method))
            ? refusal.RetryAfter ?? Unsaid
            : null;
    }

    private static bool IsIdempotent(HttpMethod method) =>
        method == HttpMethod.Get
        || method == HttpMethod.Head
        || method == HttpMethod.Options
        || method == HttpMethod.Trace
        || method == HttpMethod.Put
        || method == HttpMethod.Delete;
}
