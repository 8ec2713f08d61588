using System.Net;
using Gatehouse.Decisions.Facts;

namespace Gatehouse.Gateway.Trials;

/// <summary>A request that is only imagined.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Target">Its target: path and query.</param>
/// <param name="Host">The host it asks for, or null for the site's own.</param>
/// <param name="Headers">Its field lines.</param>
/// <param name="From">The client's address.</param>
/// <param name="AsUser">The user whose credentials are taken to be good, by canonical name; null where the field lines speak.</param>
public sealed record TrialRequest(
    string Method,
    string Target,
    string? Host,
    IReadOnlyList<HeaderLine> Headers,
    IPAddress From,
    string? AsUser
);
