namespace Gatehouse.Lab.Provider;

/// <summary>Somebody known to the lab's provider.</summary>
/// <param name="Name">The name, which is the <c>sub</c> too.</param>
/// <param name="DisplayName">The name for people.</param>
/// <param name="Fault">Why they cannot sign in, as a sentence; null where they can.</param>
internal sealed record ProviderAccount(string Name, string DisplayName, string? Fault = null)
{
    public static IReadOnlyList<ProviderAccount> All { get; } =
    [
        new(LabAccount.Alice, "Alice Adams"),
        new(LabAccount.Bob, "Bob Brown"),
        // Good here, and known to no site that asks: for sign-ins that lead to no account.
        new("stranger", "Sam Stranger"),
        new(LabAccount.Locked, "Lou Locked", "The account is locked."),
        new(LabAccount.Disabled, "Dan Disabled", "The account is disabled."),
        new(LabAccount.Expired, "Eve Expired", "The password has expired and must be changed first."),
    ];

    public string Email => Name + "@lab.example";

    public static ProviderAccount? Find(string? name) =>
        All.FirstOrDefault(account => string.Equals(account.Name, name, StringComparison.OrdinalIgnoreCase));
}
