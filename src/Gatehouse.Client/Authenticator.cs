using System.Runtime.CompilerServices;
using Gatehouse.Client.Flow;
using Gatehouse.Client.Schemes;
using Gatehouse.Client.Sending;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gatehouse.Client;

/// <summary>
/// What a client knows about authenticating: its ways, its tokens and nonces, and what was refused. It outlives the
/// handlers that use it, and may be shared by any number of them.
/// </summary>
public sealed class Authenticator : IDisposable
{
    private const string LoggerName = "Gatehouse.Client";

    private readonly ProtectedOrigin[] _origins;
    private readonly HttpClient _backchannel;
    private readonly ConditionalWeakTable<HttpMessageHandler, object> _configured = [];
    private volatile bool _isDisposed;

    /// <summary>Makes one.</summary>
    /// <param name="options">The ways and the origins. Later changes to it are not seen.</param>
    /// <param name="loggers">Where it says what it does: choices at Debug, failures of providers at Warning. Nothing secret.</param>
    /// <param name="name">The name of the client, for logs and metrics.</param>
    /// <exception cref="ArgumentException">
    /// There is no origin, or no way for one, or a password, key or token would go over plain http to another machine.
    /// </exception>
    public Authenticator(AuthenticationOptions options, ILoggerFactory? loggers = null, string name = "")
    {
        ArgumentNullException.ThrowIfNull(options);
        var logger = (loggers ?? NullLoggerFactory.Instance).CreateLogger(LoggerName);
        if (options.Backchannel is not null)
        {
            // A form with the client's secret must not go where an answer sends it.
            RedirectPolicy.TakeOver(options.Backchannel);
        }

        _backchannel = options.Backchannel is { } handler
            ? new HttpClient(handler, disposeHandler: false)
            : new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        var origins = new List<ProtectedOrigin>();
        try
        {
            foreach (var group in options.Others.Prepend(options))
            {
                var context = new SchemeContext
                {
                    Client = name,
                    Origins = [.. group.Origins],
                    Clock = options.Clock,
                    Logger = logger,
                    Backchannel = _backchannel,
                    BufferLimit = options.BufferLimit,
                    Prompt = group.Prompt ?? options.Prompt,
                    SessionEnding = group.SessionEnding ?? options.SessionEnding ?? (static _ => { }),
                };
                origins.AddRange(Create(group, options, context));
            }

            if (origins.Count == 0)
            {
                throw new ArgumentException("The credentials are for no origin: name one with At.", nameof(options));
            }
        }
        catch
        {
            origins.ForEach(origin => origin.Dispose());
            _backchannel.Dispose();
            throw;
        }

        _origins = [.. origins];
        BufferLimit = options.BufferLimit;
    }

    /// <summary>How many bytes of a body that can be read once are kept to be sent again.</summary>
    internal int BufferLimit { get; }

    /// <summary>
    /// Forgets what was learnt and which credentials were refused, so that they may be tried again: after a password was
    /// changed back, or a server's fault was mended.
    /// </summary>
    public void Forget() => Array.ForEach(_origins, origin => origin.Forget());

    /// <summary>Lets the schemes set up the innermost of these handlers, once, as far as it is one that connects.</summary>
    internal void Configure(HttpMessageHandler? handler)
    {
        if (InnermostHandler.Of(handler) is SocketsHttpHandler sockets && _configured.TryAdd(sockets, sockets))
        {
            foreach (var scheme in _origins.SelectMany(origin => origin.Schemes))
            {
                scheme.Configure(sockets);
            }
        }
    }

    /// <summary>Frees what it holds. Handlers that use it send no credentials any more.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        Array.ForEach(_origins, origin => origin.Dispose());
        _backchannel.Dispose();
    }

    /// <summary>The origin that an address lies in; null where no credentials are for it. Allocates nothing.</summary>
    internal ProtectedOrigin? Find(Uri address)
    {
        foreach (var origin in _isDisposed ? [] : _origins)
        {
            if (ClientOrigin.Holds(origin.Address, address))
            {
                return origin;
            }
        }

        return null;
    }

    private static IEnumerable<ProtectedOrigin> Create(
        AuthenticationOptions group,
        AuthenticationOptions common,
        SchemeContext context
    )
    {
        foreach (var address in group.Origins.Distinct())
        {
            if (group.Schemes.Count == 0)
            {
                throw new ArgumentException($"There is no way to authenticate at {address}.", nameof(group));
            }

            var origin = new ProtectedOrigin(address, common, group.Schemes, context);
            if (
                ClientOrigin.IsExposed(address)
                && !common.AllowPlainHttp
                && !group.AllowPlainHttp
                && origin.Schemes.FirstOrDefault(scheme => scheme.ShowsSecret) is { } exposed
            )
            {
                origin.Dispose();
                throw new ArgumentException(
                    $"{exposed.Name} would show its secret to whoever listens on the way to {address}: use https, or set AllowPlainHttp.",
                    nameof(group)
                );
            }

            yield return origin;
        }
    }
}
