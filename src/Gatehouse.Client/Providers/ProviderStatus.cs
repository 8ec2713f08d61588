using System.Net;

namespace Gatehouse.Client.Providers;

/// <summary>What statuses of providers mean.</summary>
internal static class ProviderStatus
{
    /// <summary>Whether asking again later can help.</summary>
    public static bool IsUnavailable(HttpStatusCode status) => (int)status is >= 500 or 408 or 425 or 429;
}
