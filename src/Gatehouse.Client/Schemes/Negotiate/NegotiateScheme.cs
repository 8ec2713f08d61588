using System.Net;
using Gatehouse.Client.Flow;
using Gatehouse.Client.Telemetry;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Client.Schemes.Negotiate;

/// <summary>
/// Negotiate with Kerberos (RFC 4559): one ticket for each request, ahead of challenges after a first success, and the
/// server's own proof checked where it gives one.
/// </summary>
internal sealed class NegotiateScheme(SchemeContext context, NegotiateOptions options) : ClientScheme
{
    private readonly CredentialFingerprint _fingerprint = CredentialFingerprint.Of(
        "ticket",
        options.Credential?.UserName ?? "",
        options.Credential?.Domain ?? "",
        options.Credential?.Password ?? ""
    );

    private volatile bool _goesAhead;

    /// <inheritdoc/>
    public override string Name => "Negotiate";

    /// <inheritdoc/>
    public override int Strength => SchemeStrength.Negotiate;

    /// <inheritdoc/>
    public override CredentialKind Kind => CredentialKind.Ticket;

    /// <inheritdoc/>
    public override bool AnswersOneChallenge => true;

    /// <inheritdoc/>
    public override Preparation Prepare(HttpRequestMessage request) =>
        _goesAhead ? Preparation.Later : Preparation.Nothing;

    /// <inheritdoc/>
    public override async ValueTask PrepareAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (await BeginAsync(request, answersChallenge: false, cancellationToken).ConfigureAwait(false) is { } reason)
        {
            // Without a ticket the request goes all the same, and the server may ask for something else.
            _goesAhead = false;
            ClientLog.NegotiateUnavailable(context.Logger, ClientOrigin.OfRequest(request.RequestUri!), reason);
        }
    }

    /// <inheritdoc/>
    public override int StrengthFor(Challenge challenge) => challenge.Is(Name) ? Strength : 0;

    /// <inheritdoc/>
    public override async ValueTask<bool> AnswerAsync(
        HttpRequestMessage request,
        Refusal refusal,
        Challenge challenge,
        CancellationToken cancellationToken
    )
    {
        if (TicketExchange.On(request) is { AnswersChallenge: true })
        {
            _goesAhead = false;
            refusal.Notes.Add(
                challenge.Token68 is null
                    ? "the server does not take the Kerberos ticket, and another would be no better"
                    : "the server wants to go on with Negotiate beyond one ticket, which only NTLM needs"
            );
            return false;
        }

        if (await BeginAsync(request, answersChallenge: true, cancellationToken).ConfigureAwait(false) is { } reason)
        {
            refusal.Notes.Add($"Negotiate cannot be answered: {reason}");
            return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool WantsToSee(HttpResponseMessage response) => true;

    /// <inheritdoc/>
    public override ValueTask AcceptAsync(
        HttpRequestMessage request,
        HttpResponseMessage response,
        CancellationToken cancellationToken
    )
    {
        if (TicketExchange.On(request) is not { } exchange)
        {
            return default;
        }

        var proof = exchange.Proves(TokenOf(response));
        if (proof is false || (proof is null && options.RequireServerProof))
        {
            _goesAhead = false;
            throw new AuthenticationFailedException(
                new AuthenticationFailure
                {
                    Cause = Causes.Endpoint.WrongHost,
                    Method = request.Method.Method,
                    Address = request.RequestUri!,
                    Status = response.StatusCode,
                    Detail = proof is null
                        ? "The answer holds no proof that the server holds the service's key (Negotiate), and one is required."
                        : "The answer's proof (Negotiate) is wrong: whoever answered does not hold the service's key.",
                }
            );
        }

        _goesAhead = response.StatusCode < HttpStatusCode.InternalServerError;
        return default;
    }

    /// <inheritdoc/>
    public override void Remove(HttpRequestMessage request)
    {
        if (TicketExchange.On(request) is { } exchange)
        {
            AuthorizationField.Remove(request, Name);
            request.Options.Set(TicketExchange.Key, null);
            exchange.Dispose();
        }
    }

    /// <inheritdoc/>
    public override CredentialFingerprint? FingerprintOf(HttpRequestMessage request) =>
        TicketExchange.On(request) is null ? null : _fingerprint;

    /// <inheritdoc/>
    public override void Forget() => _goesAhead = false;

    private static string? TokenOf(HttpResponseMessage response) =>
        response.Headers.NonValidated.TryGetValues("WWW-Authenticate", out var values)
            ? ChallengeParser
                .ReadLeniently([.. values])
                .Challenges.FirstOrDefault(challenge => challenge.Is("Negotiate"))
                ?.Token68
            : null;

    private async ValueTask<string?> BeginAsync(
        HttpRequestMessage request,
        bool answersChallenge,
        CancellationToken cancellationToken
    )
    {
        Remove(request);
        var host = request.RequestUri!.IdnHost;
        // The platform asks the realm's servers without being asynchronous.
        var (exchange, reason) = await Task.Run(
                () => TicketExchange.Begin(options, host, answersChallenge),
                cancellationToken
            )
            .ConfigureAwait(false);
        if (exchange is null)
        {
            return reason;
        }

        AuthorizationField.Set(request, $"{Name} {exchange.Token}");
        request.Options.Set(TicketExchange.Key, exchange);
        return null;
    }
}
