using Gatehouse.AspNetCore.Refusals;
using Gatehouse.Decisions.CrossSite;
using Gatehouse.Decisions.Guessing;
using Gatehouse.Decisions.Keys;
using Gatehouse.Decisions.Secrets;
using Gatehouse.Decisions.Sessions;
using Gatehouse.Decisions.Tokens;
using Gatehouse.Decisions.Users;
using Gatehouse.Gateway.Configuration;
using Gatehouse.Gateway.Forwarding;
using Gatehouse.Gateway.SignIn.Oidc;

namespace Gatehouse.Gateway.Tokens;

/// <summary>What the endpoints of our own tokens work with.</summary>
internal sealed class TokenServices
{
    public required ITokenAdministration Tokens { get; init; }

    public required ISessionAdministration Sessions { get; init; }

    public required IKeyDirectory Keys { get; init; }

    public required IUserDirectory Users { get; init; }

    /// <summary>Who counts wrong secrets.</summary>
    public required GuessGuard Guesses { get; init; }

    public required AssertionKeys Signing { get; init; }

    public required FormTokens FormTokens { get; init; }

    public required Seal Seal { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>The client assertions that were used (RFC 7523 section 3).</summary>
    public required OnceOnly Assertions { get; init; }

    /// <summary>The configuration, as it is now.</summary>
    public required Func<GatehouseConfiguration> Configuration { get; init; }

    /// <summary>Who answers and writes down refusals, as it is now.</summary>
    public required Func<RefusalResponder> Refusals { get; init; }

    /// <summary>The program of this <c>client_id</c>, or null.</summary>
    public ApplicationConfiguration? FindApplication(string id) =>
        Configuration().Applications.FirstOrDefault(application => application.Id == id);
}
