namespace Gatehouse.Decisions.Guessing;

/// <summary>A browser that has signed a user in.</summary>
/// <param name="Id">Its public id.</param>
/// <param name="UserId">The user whom it has signed in.</param>
/// <param name="Browser">The browser in words.</param>
/// <param name="FirstAt">When it first signed the user in.</param>
/// <param name="LastAt">When it last did.</param>
public sealed record KnownDevice(string Id, long UserId, string Browser, DateTimeOffset FirstAt, DateTimeOffset LastAt)
{
    /// <summary>How long a browser is known after its last sign-in.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromDays(90);

    /// <summary>How many browsers of one user are known; where there are more, the one that was used longest ago is forgotten.</summary>
    public const int MostOfUser = 20;
}
