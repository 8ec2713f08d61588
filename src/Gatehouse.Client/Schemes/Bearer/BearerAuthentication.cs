using System.Runtime.CompilerServices;
using Gatehouse.Client.Tokens;

namespace Gatehouse.Client.Schemes.Bearer;

/// <summary>Adds access tokens (RFC 6750, RFC 9449) to the ways of a client.</summary>
public static class BearerAuthentication
{
    /// <summary>Sends an access token with every request, and keeps it fresh. All origins of the options share it.</summary>
    /// <param name="options">The client's ways.</param>
    /// <param name="configure">How tokens are got: one way, and its provider.</param>
    /// <exception cref="InvalidOperationException">The way or its provider is missing; told when the client is made.</exception>
    public static AuthenticationOptions Bearer(this AuthenticationOptions options, Action<BearerOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(configure);
        var bearer = new BearerOptions();
        configure(bearer);
        // One context stands for one client, whose origins each have a scheme.
        var keepers = new ConditionalWeakTable<SchemeContext, ITokenKeeper>();
        return options.Add(context => new BearerScheme(
            keepers.GetValue(context, shared => bearer.CreateKeeper(shared)),
            null
        ));
    }
}
