using Gatehouse.Client.Providers;

namespace Gatehouse.Client.Tokens;

/// <summary>What came of asking for a token: exactly one of the two.</summary>
/// <param name="Granted">The token.</param>
/// <param name="Fault">Why there is none.</param>
internal readonly record struct GrantResult(GrantedToken? Granted, GrantFault? Fault)
{
    public static implicit operator GrantResult(GrantedToken granted) => new(granted, null);

    public static implicit operator GrantResult(GrantFault fault) => new(null, fault);
}
