namespace Gatehouse.Doctor.Logs;

/// <summary>
/// Refusals that are no illness: the first legs of Basic, Digest, NTLM and Kerberos, which the caller answers at once
/// and is served, and a token that is renewed and then accepted.
/// </summary>
internal static class Handshakes
{
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan WhileTyping = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(30);

    private const int MostPending = 100_000;

    // SEC_E_NO_CREDENTIALS and ERROR_ACCESS_DENIED: what IIS logs for the first legs.
    private const long NoCredentialsYet = 2148074254;

    /// <summary>The refusals that belong to a normal exchange, by reference.</summary>
    public static HashSet<LogEntry> In(IReadOnlyList<LogEntry> requests)
    {
        var legs = new HashSet<LogEntry>(ReferenceEqualityComparer.Instance);
        var pending = new Dictionary<(string Address, string Path, string Agent), List<LogEntry>>();
        var renewed = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        foreach (var request in requests)
        {
            if (request.IsSuccess && LogPaths.IsRenewal(request.Path) && request.At is { } at)
            {
                renewed[request.Address] = at;
            }

            var key = (request.Address, request.Path, request.Agent);
            if (request is { Status: 401 or 407, User.Length: 0 })
            {
                if (!pending.TryGetValue(key, out var waiting) && pending.Count < MostPending)
                {
                    pending[key] = waiting = [];
                }

                waiting?.Add(request);
                continue;
            }

            if (!pending.Remove(key, out var asked) || !(request.IsSuccess || request.Status is 404 or 409 or 422))
            {
                continue;
            }

            // NTLM needs two legs; more than that is no handshake.
            foreach (var refusal in asked.TakeLast(2))
            {
                if (IsLeg(refusal, request, renewed.GetValueOrDefault(request.Address)))
                {
                    legs.Add(refusal);
                }
            }
        }

        return legs;
    }

    private static bool IsLeg(LogEntry refusal, LogEntry served, DateTimeOffset renewedAt)
    {
        if (refusal.At is not { } asked || served.At is not { } answered)
        {
            return served.User.Length > 0;
        }

        var between = answered - asked;
        return between <= AtOnce && (served.User.Length > 0 || refusal.Win32 is NoCredentialsYet or 5)
            || (served.User.Length > 0 && between <= WhileTyping)
            || (refusal.Win32 == NoCredentialsYet && between <= WhileTyping)
            || (renewedAt >= asked && between <= Renewal)
            || (between <= AtOnce && asked.Second == answered.Second && SameBackend(refusal, served));
    }

    private static bool SameBackend(LogEntry refusal, LogEntry served) =>
        refusal.Backend == served.Backend && refusal.Method == served.Method;
}
