using System.Net;
using System.Text.Json;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Client.Providers;

/// <summary>
/// Knows where a provider's endpoints are: told, or read from its metadata (OpenID Connect Discovery 1.0 section 4,
/// RFC 8414 section 3), which then has to name the very issuer that was asked for (RFC 8414 section 3.3).
/// </summary>
internal sealed class ProviderDirectory
{
    private static readonly TimeSpan _life = TimeSpan.FromHours(24);

    private readonly Backchannel _backchannel;
    private readonly string? _issuer;
    private readonly ProviderEndpoints? _told;
    private Known? _known;

    private ProviderDirectory(Backchannel backchannel, string? issuer, ProviderEndpoints? told)
    {
        _backchannel = backchannel;
        _issuer = issuer;
        _told = told;
        Address = told?.Token ?? new Uri(issuer!);
    }

    /// <summary>The address to speak of: the token endpoint where that is told, otherwise the issuer.</summary>
    public Uri Address { get; }

    /// <summary>The issuer; null where only endpoints are told.</summary>
    public string? Issuer => _issuer ?? _told?.Issuer;

    /// <summary>A provider by its endpoints.</summary>
    public static ProviderDirectory Of(Backchannel backchannel, ProviderEndpoints endpoints) =>
        new(backchannel, issuer: null, endpoints);

    /// <summary>A provider by its issuer.</summary>
    /// <exception cref="ArgumentException">The issuer is no https address (on this machine: http).</exception>
    public static ProviderDirectory Of(Backchannel backchannel, string issuer)
    {
        ProviderAddress.Check(new Uri(issuer, UriKind.Absolute), nameof(issuer));
        return new(backchannel, issuer, told: null);
    }

    /// <summary>The endpoints, read at most once a day.</summary>
    public async ValueTask<(ProviderEndpoints? Endpoints, GrantFault? Fault)> FindAsync(
        CancellationToken cancellationToken
    )
    {
        if (_told is not null)
        {
            return (_told, null);
        }

        var known = _known;
        if (known is not null && _backchannel.Clock.GetElapsedTime(known.ReadAt) < _life)
        {
            return (known.Endpoints, null);
        }

        var (endpoints, fault) = await ReadAsync(cancellationToken).ConfigureAwait(false);
        if (endpoints is not null)
        {
            _known = new(endpoints, _backchannel.Clock.GetTimestamp());
            return (endpoints, null);
        }

        // Addresses seldom move: old ones are better than none while the provider cannot say.
        return known is not null && fault!.IsUnavailable ? (known.Endpoints, null) : (null, fault);
    }

    /// <summary>Reads the endpoints anew the next time: those known turned out wrong.</summary>
    public void Forget() => _known = null;

    private async ValueTask<(ProviderEndpoints?, GrantFault?)> ReadAsync(CancellationToken cancellationToken)
    {
        GrantFault? fault = null;
        foreach (var address in Places(_issuer!))
        {
            var (answer, lost) = await _backchannel
                .SendAsync(() => new HttpRequestMessage(HttpMethod.Get, address), see: null, cancellationToken)
                .ConfigureAwait(false);
            if (answer is null)
            {
                return (null, lost);
            }

            (var endpoints, fault) = Judge(answer);
            if (endpoints is not null || answer.Status is not (HttpStatusCode.NotFound or HttpStatusCode.Gone))
            {
                return (endpoints, fault);
            }
        }

        return (null, fault);
    }

    private static IEnumerable<Uri> Places(string issuer)
    {
        var uri = new Uri(issuer);
        var path = uri.AbsolutePath.TrimEnd('/');
        var origin = uri.GetLeftPart(UriPartial.Authority);
        yield return new Uri($"{origin}{path}/.well-known/openid-configuration");
        yield return new Uri($"{origin}/.well-known/oauth-authorization-server{path}");
    }

    private (ProviderEndpoints?, GrantFault?) Judge(ProviderAnswer answer)
    {
        if (answer.Status != HttpStatusCode.OK)
        {
            var detail = $"its metadata was answered with {(int)answer.Status}";
            return (
                null,
                ProviderStatus.IsUnavailable(answer.Status)
                    ? GrantFault.Unavailable(answer.Address, detail) with
                    {
                        Status = answer.Status,
                        RetryAfter = answer.RetryAfter,
                    }
                    : Wrong(answer, detail)
            );
        }

        if (answer.Json is not { } json)
        {
            return (null, GrantFault.Unavailable(answer.Address, $"its metadata is {answer.Shape}"));
        }

        var issuer = Text(json, "issuer");
        if (issuer != _issuer)
        {
            return (
                null,
                Wrong(
                    answer,
                    $"its metadata names the issuer {ProviderWords.Quote(issuer ?? "", [])}, and {ProviderWords.Quote(_issuer!, [])} was asked for"
                )
            );
        }

        var plain = answer.Address.Scheme == Uri.UriSchemeHttp;
        return ProviderAddress.Read(Text(json, "token_endpoint"), plain) is { } token
            ? (new(token, ProviderAddress.Read(Text(json, "device_authorization_endpoint"), plain), issuer), null)
            : (null, Wrong(answer, "its metadata names no token endpoint that secrets may go to"));
    }

    private static GrantFault Wrong(ProviderAnswer answer, string detail) =>
        GrantFault.Refused(
            answer.Address,
            Causes.Provider.Misconfigured,
            $"The provider is not what it should be: {detail}"
        ) with
        {
            Status = answer.Status,
        };

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private sealed record Known(ProviderEndpoints Endpoints, long ReadAt);
}
