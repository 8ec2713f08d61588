using Gatehouse.AspNetCore.Refusals;
using Gatehouse.Decisions.CrossSite;
using Gatehouse.Decisions.Guessing;
using Gatehouse.Decisions.Passwords;
using Gatehouse.Decisions.SecondFactor;
using Gatehouse.Decisions.Secrets;
using Gatehouse.Decisions.Sessions;
using Gatehouse.Decisions.Tokens;
using Gatehouse.Decisions.Users;
using Gatehouse.Gateway.SignIn.Mail;

namespace Gatehouse.Gateway.SignIn;

/// <summary>What the pages for signing in work with.</summary>
internal sealed class SignInServices
{
    public required IUserAdministration Users { get; init; }

    public required ISessionAdministration Sessions { get; init; }

    public required ITokenAdministration Tokens { get; init; }

    public required IPasswordResets Resets { get; init; }

    public required ISecondFactors Factors { get; init; }

    /// <summary>The browsers that have signed people in.</summary>
    public required IKnownDevices Devices { get; init; }

    public required PasswordJudge Judge { get; init; }

    public required SecondFactorJudge FactorJudge { get; init; }

    public required IPasswordVerifier Passwords { get; init; }

    public required NewPasswords NewPasswords { get; init; }

    public required FormTokens FormTokens { get; init; }

    public required Seal Seal { get; init; }

    public required TimeProvider Time { get; init; }

    public required Action<string> Log { get; init; }

    /// <summary>What of it comes from the configuration, as it is now.</summary>
    public required Func<SignInSettings> Settings { get; init; }

    /// <summary>Who answers and writes down refusals, as it is now.</summary>
    public required Func<RefusalResponder> Refusals { get; init; }

    /// <summary>Is told of every session that began.</summary>
    public required Action Started { get; init; }

    /// <summary>The letters on their way.</summary>
    public required MailQueue Mail { get; init; }
}
