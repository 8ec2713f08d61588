using Gatehouse.Client.Schemes;
using Gatehouse.Protocol.Challenges;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Client.Flow;

/// <summary>One origin with the schemes that have credentials for it, strongest first.</summary>
internal sealed class ProtectedOrigin : IDisposable
{
    private readonly ClientScheme[] _schemes;

    // What the server took last, where that was not the strongest: it goes first then.
    private volatile ClientScheme? _taken;

    /// <summary>Makes one.</summary>
    public ProtectedOrigin(
        Uri address,
        AuthenticationOptions options,
        IEnumerable<Func<SchemeContext, ClientScheme>> schemes,
        SchemeContext context
    )
    {
        Address = address;
        Options = options;
        Client = context.Client;
        Clock = context.Clock;
        Logger = context.Logger;
        _schemes = [.. schemes.Select(create => create(context)).OrderByDescending(scheme => scheme.Strength)];
        Refused = new(context.Clock, options.ForgetRefusalsAfter);
        Reader = new(context.Clock);
    }

    /// <summary>Scheme, host and port.</summary>
    public Uri Address { get; }

    /// <summary>How the client was configured.</summary>
    public AuthenticationOptions Options { get; }

    /// <summary>The client's name.</summary>
    public string Client { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; }

    /// <summary>Where it says what it does.</summary>
    public ILogger Logger { get; }

    /// <summary>Reads refusals.</summary>
    public RefusalReader Reader { get; }

    /// <summary>What may not be sent again.</summary>
    public RefusedCredentials Refused { get; }

    /// <summary>Lets one request at a time try a password that was never accepted.</summary>
    public UnprovenPasswords Unproven { get; } = new();

    /// <summary>The schemes, strongest first.</summary>
    public IReadOnlyList<ClientScheme> Schemes => _schemes;

    /// <summary>
    /// Puts on a request what goes unasked. The scheme is the one whose credentials are on it, or have to be waited for;
    /// null where the request goes without.
    /// </summary>
    public Preparation Prepare(HttpRequestMessage request, out ClientScheme? scheme)
    {
        if (_taken is { } taken)
        {
            var prepared = taken.Prepare(request);
            if (prepared != Preparation.Nothing)
            {
                scheme = taken;
                return prepared;
            }
        }

        foreach (var candidate in _schemes)
        {
            var prepared = candidate.Prepare(request);
            if (prepared != Preparation.Nothing)
            {
                scheme = candidate;
                return prepared;
            }
        }

        scheme = null;
        return Preparation.Nothing;
    }

    /// <summary>Notes which scheme the server took.</summary>
    public void Took(ClientScheme scheme) => _taken = scheme;

    /// <summary>Whether any scheme could answer a challenge.</summary>
    public bool Knows(Challenge challenge) => Array.Exists(_schemes, scheme => scheme.StrengthFor(challenge) > 0);

    /// <summary>Whether there are credentials that did not go with a request, although no challenge is needed for them and nobody has to be asked.</summary>
    public bool HasMore => Array.Exists(_schemes, scheme => scheme.HasAtHand);

    /// <summary>Takes all credentials that were put on a request off again, but those of one scheme.</summary>
    public void Remove(HttpRequestMessage request, ClientScheme? except = null)
    {
        foreach (var scheme in _schemes)
        {
            if (!ReferenceEquals(scheme, except))
            {
                scheme.Remove(request);
            }
        }
    }

    /// <summary>Forgets what was learnt and refused.</summary>
    public void Forget()
    {
        Refused.Clear();
        Unproven.Clear();
        _taken = null;
        foreach (var scheme in _schemes)
        {
            scheme.Forget();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var scheme in _schemes)
        {
            scheme.Dispose();
        }
    }
}
