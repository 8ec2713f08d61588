using Gatehouse.Protocol.Causes;

namespace Gatehouse.Client.Tokens.Grants;

/// <summary>One way in which a person begins a session.</summary>
internal interface ISignIn
{
    /// <summary>The way, for people: <c>device sign-in</c>.</summary>
    string Origin { get; }

    /// <summary>Asks the person. Every failure is a value.</summary>
    /// <param name="demand">What is wanted.</param>
    /// <param name="cause">Why now.</param>
    /// <param name="cancellationToken">Ends it.</param>
    ValueTask<SignInResult> SignInAsync(GrantDemand demand, Cause cause, CancellationToken cancellationToken);
}
