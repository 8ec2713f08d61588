namespace Gatehouse.Client.Tokens.Renewal;

/// <summary>One renewal under way, and all who wait for it.</summary>
internal sealed class Flight(GrantDemand demand, TokenGrant grant)
{
    private readonly TaskCompletionSource<GrantResult> _landed = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );

    /// <summary>What is asked for.</summary>
    public GrantDemand Demand { get; } = demand;

    /// <summary>Who is asked.</summary>
    public TokenGrant Grant { get; set; } = grant;

    /// <summary>What comes of it. Whoever waits and goes away takes nobody along.</summary>
    public Task<GrantResult> Landed => _landed.Task;

    /// <summary>Ends it for all who wait.</summary>
    public void Land(GrantResult result) => _landed.TrySetResult(result);
}
