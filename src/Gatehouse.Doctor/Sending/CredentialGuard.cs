using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Exchanges;

namespace Gatehouse.Doctor.Sending;

/// <summary>
/// Decides whether a request may go out with what it carries: to the origin for which a credential was given and over
/// no weaker channel, and never more than three times where an account can be locked.
/// </summary>
internal sealed class CredentialGuard
{
    /// <summary>How often a password or key may be sent.</summary>
    public const int MostTries = 3;

    private readonly HashSet<string> _secrets;
    private readonly HashSet<string> _lockable;
    private readonly Uri? _givenFor;
    private readonly bool _mayChange;
    private readonly string? _givenHost;
    private int _tries;

    public CredentialGuard(CaseFile file)
    {
        _givenFor = file.Target;
        _mayChange = file.MayChange;
        _givenHost = file.Subject?.Headers["Host"];
        var all = file.Credentials.Concat(file.Second is { } second ? [second] : []).ToList();
        _secrets = [.. all.SelectMany(Secrets).Where(secret => secret.Length > 0)];
        _lockable =
        [
            .. all.Where(credential => credential.Kind is CredentialKind.Password or CredentialKind.Key)
                .SelectMany(Secrets)
                .Where(secret => secret.Length > 0),
        ];
    }

    /// <summary>Why this request may not go out; null where it may. A request that may and carries a password or key counts as a try.</summary>
    /// <param name="request">What is to be sent.</param>
    /// <param name="provesPassword">Whether a password is proved by it without standing in it.</param>
    public string? Forbids(SentRequest request, bool provesPassword = false)
    {
        if (!_mayChange && request.MayChange)
        {
            return "a method that may change something is sent only when it is asked for";
        }

        if (!provesPassword && !Carries(request, _secrets))
        {
            return null;
        }

        if (
            request.Url is not { } url
            || _givenFor is null
            || !Places.SameOriginOrSafer(url, _givenFor)
            || !NamesHost(request.Headers["Host"], url)
        )
        {
            return "a credential goes to no host but the one it was given for";
        }

        if (!provesPassword && !Carries(request, _lockable))
        {
            return null;
        }

        if (_tries >= MostTries)
        {
            return "a password or key is sent three times at most";
        }

        _tries++;
        return null;
    }

    // A Host of its own may lead a server to hand the request on to somebody else.
    private bool NamesHost(string? host, Uri url) =>
        host is null
        || host.Equals(_givenHost, StringComparison.OrdinalIgnoreCase)
        || host.Equals(url.Authority, StringComparison.OrdinalIgnoreCase)
        || host.Equals(url.Host, StringComparison.OrdinalIgnoreCase);

    private static bool Carries(SentRequest request, HashSet<string> secrets) =>
        secrets.Count > 0
        && (
            secrets.Any(secret => request.Headers.Any(line => line.Value.Contains(secret, StringComparison.Ordinal)))
            || secrets.Any(secret => Holds(request.Url?.OriginalString, secret) || Holds(request.Body, secret))
        );

    private static bool Holds(string? text, string secret) =>
        text is not null
        && (
            text.Contains(secret, StringComparison.Ordinal)
            || text.Contains(Uri.EscapeDataString(secret), StringComparison.Ordinal)
        );

    private static IEnumerable<string> Secrets(SuppliedCredential credential)
    {
        yield return credential.Secret;
        yield return credential.Secret.Trim(' ', '"', '\'', '\r', '\n', '\t');
        if (credential.Password is { } password)
        {
            yield return password;
        }
    }
}
