using Gatehouse.Client.Providers;

namespace Gatehouse.Client.Tokens.Grants;

/// <summary>What came of asking a person: exactly one of the three.</summary>
/// <param name="Granted">A token.</param>
/// <param name="RefreshToken">A refresh token, to get a token with.</param>
/// <param name="Fault">Why there is none.</param>
internal readonly record struct SignInResult(GrantedToken? Granted, string? RefreshToken, GrantFault? Fault)
{
    public static implicit operator SignInResult(GrantFault fault) => new(null, null, fault);
}
