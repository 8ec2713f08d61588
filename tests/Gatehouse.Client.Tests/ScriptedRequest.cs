namespace Gatehouse.Client.Tests;

/// <summary>What a scripted server was asked.</summary>
/// <param name="Number">Which request it was, from 0.</param>
/// <param name="Method">The method.</param>
/// <param name="Address">The address.</param>
/// <param name="Fields">The fields, by name in any letters.</param>
/// <param name="Body">The body.</param>
internal sealed record ScriptedRequest(
    int Number,
    string Method,
    Uri Address,
    IReadOnlyDictionary<string, string> Fields,
    string? Body
)
{
    /// <summary>The credentials; null where there are none.</summary>
    public string? Authorization => Fields.GetValueOrDefault("Authorization");
}
