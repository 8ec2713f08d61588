using System.Runtime.CompilerServices;
using Gatehouse.Client.Schemes;
using Gatehouse.Client.Schemes.Digest;

namespace Gatehouse.Client;

/// <summary>Adds Digest (RFC 7616) to the ways of a client: the password itself goes nowhere.</summary>
public static class DigestAuthentication
{
    /// <summary>Answers Digest with a user and password.</summary>
    /// <param name="options">The client's ways.</param>
    /// <param name="user">The user's name: no control characters.</param>
    /// <param name="password">The password.</param>
    /// <param name="configure">What is answered, and how strictly; null for the defaults.</param>
    /// <exception cref="ArgumentException">The name holds a control character. No message repeats it.</exception>
    public static AuthenticationOptions Digest(
        this AuthenticationOptions options,
        string user,
        string password,
        Action<DigestOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(password);
        if (!DigestScheme.CanSend(user))
        {
            throw new ArgumentException("A user's name holds no control characters.", nameof(user));
        }

        var credential = new PasswordCredential(user, password);
        return Add(options, _ => new PasswordSource(credential), configure);
    }

    /// <summary>Answers Digest with a user and password that are asked for when a server wants them first, and again where it refuses them.</summary>
    /// <param name="options">The client's ways.</param>
    /// <param name="ask">Gives them; null where there are none to be had. Called once at a time, and what it gives is kept.</param>
    /// <param name="configure">What is answered, and how strictly; null for the defaults.</param>
    public static AuthenticationOptions Digest(
        this AuthenticationOptions options,
        Func<SignInRequest, CancellationToken, ValueTask<PasswordCredential?>> ask,
        Action<DigestOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(ask);
        return Add(options, _ => new PasswordSource(ask), configure);
    }

    /// <summary>Answers Digest with a user and password that a person is asked for (<see cref="AuthenticationOptions.Prompt"/>).</summary>
    /// <param name="options">The client's ways.</param>
    /// <param name="configure">What is answered, and how strictly; null for the defaults.</param>
    public static AuthenticationOptions Digest(
        this AuthenticationOptions options,
        Action<DigestOptions>? configure = null
    ) => Add(options, static context => PasswordSource.Asking(context.Prompt), configure);

    private static AuthenticationOptions Add(
        AuthenticationOptions options,
        Func<SchemeContext, PasswordSource> source,
        Action<DigestOptions>? configure
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        var digest = new DigestOptions();
        configure?.Invoke(digest);
        // All origins of one client share what they learn.
        var shared = new ConditionalWeakTable<SchemeContext, DigestSpaces>();
        return options.Add(context => new DigestScheme(
            context,
            shared.GetValue(context, made => new DigestSpaces(source(made), made.Origins)),
            digest
        ));
    }
}
