namespace Gatehouse.Decisions.Admission;

/// <summary>What is left of a limit, as the client is told (draft-ietf-httpapi-ratelimit-headers-10).</summary>
/// <param name="Policy">The limit's name: <c>client</c>, <c>user</c> or <c>route</c>.</param>
/// <param name="Quota">How many requests may come in a window.</param>
/// <param name="Window">The window in seconds.</param>
/// <param name="Remaining">How many may come at once now.</param>
/// <param name="Reset">In how many seconds all of it is there again.</param>
public readonly record struct LimitUse(string Policy, long Quota, int Window, long Remaining, long Reset);
