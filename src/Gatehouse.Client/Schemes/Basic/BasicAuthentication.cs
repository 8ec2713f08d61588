using Gatehouse.Client.Schemes;
using Gatehouse.Client.Schemes.Basic;
using Gatehouse.Protocol.Basic;

namespace Gatehouse.Client;

/// <summary>Adds Basic (RFC 7617) to the ways of a client.</summary>
public static class BasicAuthentication
{
    /// <summary>With a user and password.</summary>
    /// <param name="options">The client's ways.</param>
    /// <param name="user">The user's name, without a colon.</param>
    /// <param name="password">The password.</param>
    /// <param name="configure">How it is used.</param>
    /// <exception cref="ArgumentException">The name holds a colon, or either a control character. No message repeats them.</exception>
    public static AuthenticationOptions Basic(
        this AuthenticationOptions options,
        string user,
        string password,
        Action<BasicOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        // Told here, where the program is configured, and not by the first request.
        _ = BasicCredentials.Encode(user, password);
        var credential = new PasswordCredential(user, password);
        var settings = Configured(configure);
        return options.Add(_ => new BasicScheme(new PasswordSource(credential), settings));
    }

    /// <summary>With a user and password that somebody gives when they are needed, and again where they were refused.</summary>
    /// <param name="options">The client's ways.</param>
    /// <param name="ask">Gives them; null where there are none (any more). Called by one request at a time.</param>
    /// <param name="configure">How it is used.</param>
    public static AuthenticationOptions Basic(
        this AuthenticationOptions options,
        Func<SignInRequest, CancellationToken, ValueTask<PasswordCredential?>> ask,
        Action<BasicOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(ask);
        var settings = Configured(configure);
        return options.Add(_ => new BasicScheme(new PasswordSource(ask), settings));
    }

    /// <summary>With a user and password that <see cref="AuthenticationOptions.Prompt"/> asks a person for.</summary>
    /// <param name="options">The client's ways.</param>
    /// <param name="configure">How it is used.</param>
    public static AuthenticationOptions Basic(
        this AuthenticationOptions options,
        Action<BasicOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        var settings = Configured(configure);
        return options.Add(context => new BasicScheme(PasswordSource.Asking(context.Prompt), settings));
    }

    private static BasicOptions Configured(Action<BasicOptions>? configure)
    {
        var settings = new BasicOptions();
        configure?.Invoke(settings);
        return settings;
    }
}
