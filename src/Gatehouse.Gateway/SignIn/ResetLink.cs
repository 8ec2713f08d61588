namespace Gatehouse.Gateway.SignIn;

/// <summary>The one-use link for a new password.</summary>
internal static class ResetLink
{
    /// <summary>What its secret starts with.</summary>
    public const string Prefix = "ghr_";

    /// <summary>How long it is good.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromMinutes(15);
}
