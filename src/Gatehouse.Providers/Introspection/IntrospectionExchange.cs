using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Providers;
using Gatehouse.Protocol.Jose;
using Gatehouse.Protocol.Json;
using Gatehouse.Providers.Fetching;
using Gatehouse.Providers.SignIn;

namespace Gatehouse.Providers.Introspection;

/// <summary>One question about one token (RFC 7662 section 2), and what its answer says.</summary>
internal sealed class IntrospectionExchange(
    IntrospectionOptions options,
    Uri endpoint,
    ProviderExchange exchange,
    TimeProvider time
)
{
    private const string Name = "introspection_endpoint";
    private const string Plain = "application/json";
    private const string Signed = "application/token-introspection+jwt";
    private const string SignedType = "token-introspection+jwt";

    // How old a signed answer may be besides what clocks differ: it names no token, so an old one could be played again.
    private static readonly TimeSpan s_signedFor = TimeSpan.FromSeconds(60);

    private readonly AuthenticationHeaderValue _client = new(
        "Basic",
        Convert.ToBase64String(
            Encoding.ASCII.GetBytes(
                $"{WebUtility.UrlEncode(options.ClientId)}:{WebUtility.UrlEncode(options.ClientSecret)}"
            )
        )
    );

    public async Task<Reply> AskAsync(string token, CancellationToken cancellationToken)
    {
        long began = time.GetTimestamp();
        ProviderExchange.ExchangeAnswer answer = await SendAsync(token, cancellationToken);

        // A connection that was kept may have been closed by the other side just now: a question may be asked twice.
        if (
            answer.Failure is { FailedState: ProviderState.Unreachable }
            && time.GetElapsedTime(began) < options.Timeout / 2
        )
        {
            answer = await SendAsync(token, cancellationToken);
        }

        if (answer.Failure is { } failure)
        {
            return failure.FailedState == ProviderState.Unreachable
                ? Away(failure.Failure!, failure.RetryAfter, isGone: true)
                : Wrong(failure.Failure!);
        }

        if (answer.IsAway)
        {
            return Away(
                $"{QuotedText.Of(endpoint)} answered {Text(answer.Status)}.",
                answer.RetryAfter,
                // Any other trouble may be with this one token.
                isGone: answer.Status is 429 or 503
            );
        }

        if (!answer.IsGood)
        {
            return Wrong(Refused(answer));
        }

        return options.SignedBy is { } issuer
            ? await ReadSignedAsync(issuer, answer.Body, cancellationToken)
            : Read(answer.Body);
    }

    private async Task<ProviderExchange.ExchangeAnswer> SendAsync(string token, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, endpoint)
        {
            Content = new FormUrlEncodedContent([new("token", token), new("token_type_hint", "access_token")]),
        };
        request.Headers.Authorization = _client;
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(options.SignedBy is null ? Plain : Signed));
        return await exchange.SendAsync(request, cancellationToken);
    }

    private Reply Read(ReadOnlyMemory<byte> body)
    {
        if (!StrictJson.TryParseObject(body.Span, out JsonElement root, out JsonFault fault))
        {
            return Wrong($"{QuotedText.Of(endpoint)} answered no JSON object ({fault.Kind}).");
        }

        // The text "true" is not true: what is not the boolean says nothing.
        return root.TryGetProperty("active", out JsonElement active)
            ? active.ValueKind switch
            {
                JsonValueKind.False => new Reply(),
                JsonValueKind.True => JwtClaims.TryParse(body, out JwtClaims? claims, out JwsFault wrong)
                    ? new Reply { Claims = claims }
                    : Wrong($"{QuotedText.Of(endpoint)} answered members that nobody can read ({wrong})."),
                _ => Wrong($"{QuotedText.Of(endpoint)} answered with an `active` that is no boolean."),
            }
            : Wrong($"{QuotedText.Of(endpoint)} answered without `active`.");
    }

    // RFC 9701 section 5.
    private async Task<Reply> ReadSignedAsync(
        IProvider issuer,
        ReadOnlyMemory<byte> body,
        CancellationToken cancellationToken
    )
    {
        string text = Encoding.ASCII.GetString(body.Span).Trim();
        if (
            !CompactJws.TryParse(text, out CompactJws? jws, out JwsFault fault)
            || !JwtClaims.TryParse(jws.Payload, out JwtClaims? claims, out fault)
        )
        {
            return Wrong($"{QuotedText.Of(endpoint)} answered no signed JWT, which `signed` wants ({fault}).");
        }

        ProviderKeys keys = await issuer.FindKeysAsync(jws.KeyId, jws.Algorithm, cancellationToken);
        if (keys.State != ProviderState.Known)
        {
            return keys.State == ProviderState.Unreachable
                ? Away(keys.Detail ?? "the issuer's keys cannot be had", keys.RetryAfter, isGone: true)
                : Wrong(keys.Detail ?? "the issuer's keys cannot be had");
        }

        if (WhatIsWrong(jws, claims, keys, issuer.Issuer) is { } wrong)
        {
            return Wrong($"{QuotedText.Of(endpoint)} answered a signed JWT that {wrong}.");
        }

        using JsonDocument payload = JsonDocument.Parse(jws.Payload);
        return
            payload.RootElement.TryGetProperty("token_introspection", out JsonElement said)
            && said.ValueKind == JsonValueKind.Object
            ? Read(Encoding.UTF8.GetBytes(said.GetRawText()))
            : Wrong($"{QuotedText.Of(endpoint)} answered a signed JWT that has no `token_introspection`.");
    }

    private string? WhatIsWrong(CompactJws jws, JwtClaims claims, ProviderKeys keys, string issuer)
    {
        TimeSpan? age = claims.IssuedAt is { } at ? time.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(at) : null;
        return !keys.Candidates.Any(key => key.Verify(jws)) ? "none of the issuer's keys has signed"
            : !SignedType.Equals(jws.Type, StringComparison.OrdinalIgnoreCase)
            && !Signed.Equals(jws.Type, StringComparison.OrdinalIgnoreCase)
                ? "is of another type"
            : claims.Issuer != issuer ? "names another issuer"
            : !claims.Audiences.Contains(options.ClientId, StringComparer.Ordinal) ? "is for another client"
            : age is null || age.Value.Duration() > s_signedFor ? "was not made just now"
            : null;
    }

    private string Refused(ProviderExchange.ExchangeAnswer answer)
    {
        string? code =
            StrictJson.TryParseObject(answer.Body.Span, out JsonElement root, out _)
            && root.TryGetProperty("error", out JsonElement error)
            && error.ValueKind == JsonValueKind.String
                ? error.GetString()
                : null;
        string said =
            $"{QuotedText.Of(endpoint)} answered {Text(answer.Status)}"
            + (code is null ? "" : " " + QuotedText.Of(code));
        return answer.Status switch
        {
            >= 300 and < 400 => said + "; redirects are not followed",
            400 or 401 or 403 => said + "; the client's secret is not the one it knows, or it may not ask",
            _ => said,
        };
    }

    private Reply Away(string problem, TimeSpan? retryAfter, bool isGone) =>
        new()
        {
            Problem = ProviderFindings.Unreachable(options.Name, Name, problem, retryAfter),
            IsGone = isGone,
            RetryAfter = retryAfter,
        };

    private Reply Wrong(string problem) =>
        new() { Problem = ProviderFindings.Misconfigured(options.Name, Name, problem) };

    private static string Text(int status) => status.ToString(CultureInfo.InvariantCulture);

    internal sealed record Reply
    {
        /// <summary>What is said of an active token; null where it is not active, or there is a problem.</summary>
        public JwtClaims? Claims { get; init; }

        /// <summary>Why nothing is known; null where something is.</summary>
        public Unanswerable? Problem { get; init; }

        /// <summary>Whether the endpoint is away for every token.</summary>
        public bool IsGone { get; init; }

        /// <summary>How long the endpoint wants to be left alone.</summary>
        public TimeSpan? RetryAfter { get; init; }

        /// <summary>When it was asked.</summary>
        public DateTimeOffset AskedAt { get; init; }
    }
}
