namespace Gatehouse.Cli.ForwardAuth;

/// <summary>A request without credentials that must not reach the application.</summary>
/// <param name="Name">What it tries.</param>
/// <param name="Method">Its method.</param>
/// <param name="Target">Its target, letter for letter.</param>
/// <param name="Fields">Its field lines.</param>
internal sealed record ForwardAuthProbe(
    string Name,
    string Method,
    string Target,
    IReadOnlyList<KeyValuePair<string, string>> Fields
);
