using System.Net;
using System.Text.Json;
using Gatehouse.Client.Proofs;
using Gatehouse.Client.Tokens;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Client.Providers;

/// <summary>The token endpoint of one provider (RFC 6749 section 3.2), for one client.</summary>
internal sealed class TokenEndpoint
{
    private static readonly Uri _nowhere = new("program:discovery");

    private readonly Backchannel _backchannel;
    private readonly ProviderDirectory? _directory;
    private readonly ClientIdentity _client;
    private readonly IProofOfPossession? _proof;
    private TimeSpan _clockAhead;

    /// <summary>An endpoint.</summary>
    /// <param name="backchannel">How to talk to it.</param>
    /// <param name="directory">Where it is; null where a resource has to say that first.</param>
    /// <param name="client">Who asks.</param>
    /// <param name="proof">What proves a key; null where tokens are bound to none.</param>
    public TokenEndpoint(
        Backchannel backchannel,
        ProviderDirectory? directory,
        ClientIdentity client,
        IProofOfPossession? proof
    )
    {
        _backchannel = backchannel;
        _directory = directory;
        _client = client;
        _proof = proof;
    }

    /// <summary>The provider's address, to speak of.</summary>
    public Uri Address => _directory?.Address ?? _nowhere;

    /// <summary>The issuer; null where it is not known.</summary>
    public string? Issuer => _directory?.Issuer;

    /// <summary>Who asks.</summary>
    public ClientIdentity Client => _client;

    /// <summary>Whether it is known whom to ask.</summary>
    public bool IsKnown => _directory is not null;

    /// <summary>The clock.</summary>
    public TimeProvider Clock => _backchannel.Clock;

    /// <summary>The endpoint of the same client at another provider.</summary>
    public TokenEndpoint At(string issuer) =>
        new(_backchannel, ProviderDirectory.Of(_backchannel, issuer), _client, _proof);

    /// <summary>Asks for a token.</summary>
    /// <param name="form">What is sent, without what proves the client.</param>
    /// <param name="scopes">The scopes that are asked for.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async ValueTask<GrantResult> RequestAsync(
        IReadOnlyList<KeyValuePair<string, string>> form,
        IReadOnlyCollection<string> scopes,
        CancellationToken cancellationToken
    )
    {
        var (endpoints, missing) = await FindAsync(cancellationToken).ConfigureAwait(false);
        if (endpoints is null)
        {
            return missing!;
        }

        var (answer, fault) = await PostAsync(endpoints, endpoints.Token, form, _proof, cancellationToken)
            .ConfigureAwait(false);
        if (answer is null)
        {
            return fault!;
        }

        // Some providers refuse with a status that says otherwise.
        if (answer.Status == HttpStatusCode.OK && ErrorOf(answer) is null)
        {
            return TokenAnswer.Read(answer, scopes, _proof is not null);
        }

        var refused = Refusal(answer, form);
        if (refused is { IsUnavailable: false, Error: null })
        {
            _directory?.Forget();
        }

        return refused;
    }

    /// <summary>Asks the device authorization endpoint (RFC 8628 section 3.1).</summary>
    public async ValueTask<(ProviderAnswer? Answer, GrantFault? Fault)> BeginDeviceAsync(
        IReadOnlyList<KeyValuePair<string, string>> form,
        CancellationToken cancellationToken
    )
    {
        var (endpoints, missing) = await FindAsync(cancellationToken).ConfigureAwait(false);
        if (endpoints is null)
        {
            return (null, missing);
        }

        if (endpoints.Device is not { } device)
        {
            return (
                null,
                GrantFault.Refused(
                    Address,
                    Causes.Provider.Misconfigured,
                    "The provider has no endpoint where a device could begin to sign in"
                )
            );
        }

        var (answer, fault) = await PostAsync(endpoints, device, form, proof: null, cancellationToken)
            .ConfigureAwait(false);
        return answer is not null && (answer.Status != HttpStatusCode.OK || ErrorOf(answer) is not null)
            ? (null, Refusal(answer, form))
            : (answer, fault);
    }

    private ValueTask<(ProviderEndpoints?, GrantFault?)> FindAsync(CancellationToken cancellationToken) =>
        _directory is not null
            ? _directory.FindAsync(cancellationToken)
            : ValueTask.FromResult<(ProviderEndpoints?, GrantFault?)>(
                (
                    null,
                    GrantFault.Refused(
                        _nowhere,
                        Causes.Provider.Misconfigured,
                        "No resource has named an authorization server that is allowed"
                    )
                )
            );

    private async ValueTask<(ProviderAnswer?, GrantFault?)> PostAsync(
        ProviderEndpoints endpoints,
        Uri address,
        IReadOnlyList<KeyValuePair<string, string>> form,
        IProofOfPossession? proof,
        CancellationToken cancellationToken
    )
    {
        for (var repeated = false; ; repeated = true)
        {
            var (answer, fault) = await _backchannel
                .SendAsync(
                    () => NewRequest(endpoints, address, form, proof),
                    proof is null ? null : proof.See,
                    cancellationToken
                )
                .ConfigureAwait(false);
            _clockAhead = answer?.ClockAhead ?? _clockAhead;
            // The provider wants a nonce in the proof, and has just given one (RFC 9449 section 8).
            if (
                !repeated
                && proof is not null
                && answer is { Status: HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized, LearntNonce: true }
                && ErrorOf(answer) == "use_dpop_nonce"
            )
            {
                continue;
            }

            return (answer, fault);
        }
    }

    private HttpRequestMessage NewRequest(
        ProviderEndpoints endpoints,
        Uri address,
        IReadOnlyList<KeyValuePair<string, string>> form,
        IProofOfPossession? proof
    )
    {
        var fields = new List<KeyValuePair<string, string>>(form);
        var authorization = _client.Prove(
            fields,
            endpoints.Issuer ?? address.AbsoluteUri,
            _backchannel.Clock.GetUtcNow() + _clockAhead
        );
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Authorization = authorization;
        request.Headers.Accept.Add(new("application/json"));
        proof?.Apply(request, accessToken: null);
        return request;
    }

    private GrantFault Refusal(ProviderAnswer answer, IReadOnlyList<KeyValuePair<string, string>> form)
    {
        var status = (int)answer.Status;
        var error = ErrorOf(answer);
        if (ProviderStatus.IsUnavailable(answer.Status) || error is "temporarily_unavailable" or "server_error")
        {
            return GrantFault.Unavailable(answer.Address, $"it answered with {status}") with
            {
                Status = answer.Status,
                Error = error,
                RetryAfter = answer.RetryAfter,
                MayHaveWorked = status >= 500,
            };
        }

        if (error is null)
        {
            return GrantFault.Refused(answer.Address, CauseOfStatus(answer.Status), Unexplained(answer)) with
            {
                Status = answer.Status,
            };
        }

        var secrets = _client.Secrets.Concat(
            form.Where(static field => IsSecret(field.Key)).Select(static field => field.Value)
        );
        var description = Text(answer.Json!.Value, "error_description");
        var words = ProviderWords.Quote(description is { Length: > 0 } ? $"{error}: {description}" : error, secrets);
        return GrantFault.Refused(answer.Address, CauseOf(error), $"The provider says {words}") with
        {
            Status = answer.Status,
            Error = error,
            RetryAfter = answer.RetryAfter,
        };
    }

    private static string Unexplained(ProviderAnswer answer) =>
        answer.Location is { } location && (int)answer.Status is >= 300 and < 400
            ? $"The token endpoint sends on with {(int)answer.Status}{OriginOf(answer.Address, location)}; secrets are not sent there"
        : answer.Status == HttpStatusCode.Unauthorized ? "The token endpoint answered with 401 and does not say why"
        : $"The token endpoint answered with {(int)answer.Status} and {answer.Shape}";

    private static string OriginOf(Uri address, Uri location)
    {
        var target = new Uri(address, location);
        return target.Scheme is "http" or "https" ? $" to {target.GetLeftPart(UriPartial.Authority)}" : "";
    }

    private static Cause CauseOfStatus(HttpStatusCode status) =>
        status == HttpStatusCode.Unauthorized ? Causes.Grant.ClientRejected : Causes.Provider.Misconfigured;

    // RFC 6749 section 5.2, RFC 8628 section 3.5, RFC 8707 section 2.
    private static Cause CauseOf(string error) =>
        error switch
        {
            "invalid_client" or "unauthorized_client" => Causes.Grant.ClientRejected,
            "invalid_grant" or "expired_token" => Causes.Grant.Invalid,
            "invalid_request" or "unsupported_grant_type" => Causes.Grant.RequestInvalid,
            "access_denied" or "interaction_required" or "login_required" or "consent_required" => Causes
                .Provider
                .LoginFailed,
            "invalid_scope" => Causes.Token.ScopeInsufficient,
            "invalid_target" => Causes.Token.AudienceMismatch,
            _ => Causes.Provider.Misconfigured,
        };

    private static bool IsSecret(string field) =>
        field is "refresh_token" or "device_code" or "subject_token" or "actor_token" or "client_secret" or "code";

    private static string? ErrorOf(ProviderAnswer answer) =>
        answer.Json is { } json && Text(json, "error") is { Length: > 0 } error ? error : null;

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
