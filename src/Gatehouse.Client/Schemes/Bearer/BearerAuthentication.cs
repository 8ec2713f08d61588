using System.Runtime.CompilerServices;
using Gatehouse.Client.Proofs;
using Gatehouse.Client.Schemes;
using Gatehouse.Client.Schemes.Bearer;
using Gatehouse.Protocol.Jose;

namespace Gatehouse.Client;

/// <summary>Adds access tokens (RFC 6750, RFC 9449) to the ways of a client.</summary>
public static class BearerAuthentication
{
    /// <summary>Sends an access token with every request, and keeps it fresh. All origins of the options share it.</summary>
    /// <param name="options">The client's ways.</param>
    /// <param name="configure">How tokens are got: one way, and its provider.</param>
    /// <exception cref="InvalidOperationException">The way or its provider is missing; told when the client is made.</exception>
    public static AuthenticationOptions Bearer(this AuthenticationOptions options, Action<BearerOptions> configure)
    {
        return Add(options, configure, static _ => null);
    }

    /// <summary>
    /// Sends access tokens that are bound to a key (RFC 9449): with each request a fresh proof that this program holds it, so
    /// that a stolen token is worth nothing. A provider that gives a plain token nevertheless is an error.
    /// </summary>
    /// <param name="options">The client's ways.</param>
    /// <param name="configure">How tokens are got: one way, and its provider.</param>
    /// <param name="key">The key; null for one that this program makes and forgets when it ends. It stays the program's.</param>
    /// <exception cref="InvalidOperationException">The way or its provider is missing; told when the client is made.</exception>
    public static AuthenticationOptions Dpop(
        this AuthenticationOptions options,
        Action<BearerOptions> configure,
        SigningKey? key = null
    ) => Add(options, configure, context => new DpopProver(context.Clock, key));

    private static AuthenticationOptions Add(
        AuthenticationOptions options,
        Action<BearerOptions> configure,
        Func<SchemeContext, DpopProver?> prove
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(configure);
        var bearer = new BearerOptions();
        configure(bearer);
        // One context stands for one client, whose origins share a token and a key.
        var shared = new ConditionalWeakTable<SchemeContext, SharedKeeper>();
        return options.Add(context =>
        {
            var token = shared.GetValue(context, of => SharedKeeper.Of(bearer, of, prove(of)));
            return new BearerScheme(token);
        });
    }
}
