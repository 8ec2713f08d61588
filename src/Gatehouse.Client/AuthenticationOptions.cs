using Gatehouse.Client.Schemes;

namespace Gatehouse.Client;

/// <summary>
/// With what a client authenticates, and where. Each way is added by a method of its own name: <c>Basic</c>, <c>Digest</c>,
/// <c>Key</c>, <c>Bearer</c>, <c>Negotiate</c>, <c>Certificate</c>; of several, the strongest that the server offers and that
/// can answer is used.
/// </summary>
public sealed class AuthenticationOptions
{
    /// <summary>The bytes of a request body that are kept to be sent again, by default: 1 MiB.</summary>
    public const int DefaultBufferLimit = 1024 * 1024;

    private readonly List<Uri> _origins = [];
    private readonly List<Func<SchemeContext, ClientScheme>> _schemes = [];
    private readonly List<AuthenticationOptions> _others = [];

    /// <summary>
    /// The origins that the credentials are for; they go nowhere else, on redirects neither. Empty for the origin of the
    /// client's <see cref="HttpClient.BaseAddress"/>, where an <c>IHttpClientFactory</c> makes it.
    /// </summary>
    public IReadOnlyList<Uri> Origins => _origins;

    /// <summary>The clock; the system's by default.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>Who asks people; null, the default, where nobody can be asked.</summary>
    public ISignInPrompt? Prompt { get; set; }

    /// <summary>
    /// Whether a refusal that nothing can change is thrown as an <see cref="AuthenticationFailedException"/>; otherwise the
    /// first answer that had anything to tell is returned. True by default.
    /// </summary>
    public bool ThrowOnRefusal { get; set; } = true;

    /// <summary>
    /// How long a request may wait altogether for a server that says when it may be asked again (<c>Retry-After</c>).
    /// 10 seconds by default; zero never waits.
    /// </summary>
    public TimeSpan MaximumWait { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// After how long a credential that was refused twice may be tried again. Never by default
    /// (<see cref="Timeout.InfiniteTimeSpan"/>): accounts are locked for less; <see cref="Authenticator.Forget"/> and other
    /// credentials go on.
    /// </summary>
    public TimeSpan ForgetRefusalsAfter { get; set; } = Timeout.InfiniteTimeSpan;

    /// <summary>How many bytes of a body that cannot be read twice are kept to be sent again.</summary>
    public int BufferLimit { get; set; } = DefaultBufferLimit;

    /// <summary>
    /// Lets passwords, keys and tokens go over plain http to hosts other than this machine. False by default: whoever
    /// listens on the way would have them.
    /// </summary>
    public bool AllowPlainHttp { get; set; }

    /// <summary>
    /// What sends requests to providers; null, the default, for a handler of its own, which uses the system's proxy and
    /// certificates. It is told not to follow redirects.
    /// </summary>
    public HttpMessageHandler? Backchannel { get; set; }

    /// <summary>Called when credentials end soon and this program cannot get others without a person.</summary>
    public Action<SessionEnding>? SessionEnding { get; set; }

    internal IReadOnlyList<AuthenticationOptions> Others => _others;

    internal IReadOnlyList<Func<SchemeContext, ClientScheme>> Schemes => _schemes;

    /// <summary>Adds an origin that the credentials are for.</summary>
    /// <param name="origin">Scheme, host and port: <c>https://orders.example</c>. A path is not looked at.</param>
    /// <exception cref="ArgumentException">It is no absolute http or https address.</exception>
    public AuthenticationOptions At(Uri origin)
    {
        _origins.Add(ClientOrigin.Of(origin));
        return this;
    }

    /// <inheritdoc cref="At(Uri)"/>
    public AuthenticationOptions At(string origin) => At(new Uri(origin, UriKind.Absolute));

    /// <summary>Adds an origin with credentials of its own.</summary>
    /// <param name="origin">Scheme, host and port.</param>
    /// <param name="configure">Its ways; the rest of the options is that of this one.</param>
    /// <exception cref="ArgumentException">It is no absolute http or https address.</exception>
    public AuthenticationOptions At(string origin, Action<AuthenticationOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var other = new AuthenticationOptions().At(origin);
        configure(other);
        _others.Add(other);
        return this;
    }

    /// <summary>Adds a way to present credentials.</summary>
    internal AuthenticationOptions Add(Func<SchemeContext, ClientScheme> scheme)
    {
        _schemes.Add(scheme);
        return this;
    }
}
