namespace Gatehouse.Lab.Provider;

/// <summary>Somebody known to the lab's provider.</summary>
/// <param name="Name">The name, which is the <c>sub</c> too.</param>
/// <param name="DisplayName">The name for people.</param>
/// <param name="Fault">Why they cannot sign in, as a sentence; null where they can.</param>
internal sealed record ProviderAccount(string Name, string DisplayName, string? Fault = null)
{
    /// <summary>The password of everybody.</summary>
    public const string Password = "open-sesame";

    public static IReadOnlyList<ProviderAccount> All { get; } =
    [
        new("alice", "Alice Adams"),
        new("bob", "Bob Brown"),
        // Good here, and known to no site that asks: for sign-ins that lead to no account.
        new("stranger", "Sam Stranger"),
        new("locked", "Lou Locked", "The account is locked."),
        new("disabled", "Dan Disabled", "The account is disabled."),
        new("expired", "Eve Expired", "The password has expired and must be changed first."),
    ];

    public string Email => Name + "@lab.example";

    public static ProviderAccount? Find(string? name) =>
        All.FirstOrDefault(account => string.Equals(account.Name, name, StringComparison.OrdinalIgnoreCase));
}
