using System.Diagnostics;
using System.Globalization;
using System.Net;
using Gatehouse.Client.Schemes;
using Gatehouse.Client.Sending;
using Gatehouse.Client.Telemetry;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Client.Flow;

/// <summary>
/// One request to a protected origin: it is sent, and as long as it is refused and there is something new to say, said
/// again.
/// </summary>
internal sealed class AuthenticationFlow(
    ProtectedOrigin origin,
    HttpRequestMessage request,
    RequestBody body,
    Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send,
    CancellationToken cancellationToken
)
{
    private const int MostAttempts = 6;

    private readonly List<FlowAttempt> _attempts = [];
    private readonly HashSet<ClientScheme> _spent = [];
    private TimeSpan _waited;
    private IDisposable? _turn;
    private Activity? _activity;
    private HttpResponseMessage? _kept;

    // Why the credentials that would answer are not sent any more.
    private Refusal? _barredBy;

    /// <summary>Sends the request with what may go unasked.</summary>
    public async Task<HttpResponseMessage> RunAsync()
    {
        try
        {
            var prepared = origin.Prepare(request, out var scheme);
            if (prepared == Preparation.Later)
            {
                await scheme!.PrepareAsync(request, cancellationToken).ConfigureAwait(false);
            }

            // An answer that goes ahead of its challenge has been accepted somewhere; a bare password may never have been.
            if (
                scheme is { Kind: CredentialKind.Password, AnswersOneChallenge: false }
                && scheme.FingerprintOf(request) is { } password
            )
            {
                _turn = await origin.Unproven.EnterAsync(password, cancellationToken).ConfigureAwait(false);
            }

            if (scheme is not null && origin.Refused.Any)
            {
                await AvoidRefusedAsync(scheme).ConfigureAwait(false);
            }

            return await AnswerUntilThroughAsync(scheme, null).ConfigureAwait(false);
        }
        finally
        {
            End();
        }
    }

    /// <summary>Goes on with what is under way.</summary>
    public async Task<HttpResponseMessage> GoOnAsync(ClientScheme? scheme, Task<HttpResponseMessage> sending)
    {
        try
        {
            return await AnswerUntilThroughAsync(scheme, sending).ConfigureAwait(false);
        }
        finally
        {
            End();
        }
    }

    private async Task<HttpResponseMessage> AnswerUntilThroughAsync(
        ClientScheme? scheme,
        Task<HttpResponseMessage>? sending
    )
    {
        Challenge? challenge = null;
        while (true)
        {
            var response = await ArriveAsync(sending ?? send(request, cancellationToken)).ConfigureAwait(false);
            sending = null;
            Refusal? refusal;
            (ClientScheme? Scheme, Challenge? Challenge)? step;
            try
            {
                refusal = await ReadAsync(scheme, response).ConfigureAwait(false);
                if (refusal is null)
                {
                    await AcceptAsync(scheme, challenge, response).ConfigureAwait(false);
                    return response;
                }

                refusal = Note(scheme, challenge, refusal);
                scheme?.SeeRefusal(response);
                await KeepAsync(response, refusal).ConfigureAwait(false);
                step = await NextAsync(scheme, challenge, refusal).ConfigureAwait(false);
            }
            catch
            {
                response.Dispose();
                throw;
            }

            if (step is null)
            {
                return GiveUp(refusal);
            }

            (scheme, challenge) = step.Value;
        }
    }

    // Null where the answer is none. A page that is said not to be there may be one that is shown to nobody unknown.
    private async ValueTask<Refusal?> ReadAsync(ClientScheme? scheme, HttpResponseMessage response)
    {
        var refusal = RefusalReader.MayRefuse(response)
            ? await origin.Reader.ReadAsync(response, scheme, origin.Knows, cancellationToken).ConfigureAwait(false)
            : null;
        if (scheme is not null && refusal is null && RefusalReader.IsSignIn(request, response))
        {
            return new Refusal { Status = response.StatusCode, Cause = Causes.Refusal.AsRedirect };
        }

        var isFirst = scheme is null && _attempts.Count == 0 && origin.HasMore;
        return isFirst && refusal is null or { Status: HttpStatusCode.NotFound, Challenges.Count: 0 }
            ? RefusalReader.Disguised(request, response)
            : refusal;
    }

    // A server that wants another certificate, or one at all, ends the connection without an answer.
    private async Task<HttpResponseMessage> ArriveAsync(Task<HttpResponseMessage> sending)
    {
        try
        {
            return await sending.ConfigureAwait(false);
        }
        catch (HttpRequestException failure) when (TlsRefusal.CauseOf(failure) is { } cause)
        {
            ClientLog.GivingUp(origin.Logger, request.Method.Method, origin.Address, cause.Id);
            throw new AuthenticationFailedException(
                new AuthenticationFailure
                {
                    Cause = cause,
                    Method = request.Method.Method,
                    Address = request.RequestUri!,
                    Tried = [.. _attempts.Select(attempt => attempt.Describe())],
                },
                failure
            );
        }
    }

    // What was refused twice at this place is not sent there: something else, or nothing at all.
    private async ValueTask AvoidRefusedAsync(ClientScheme scheme)
    {
        if (
            scheme.FingerprintOf(request) is not { } fingerprint
            || origin.Refused.AtPath(fingerprint, request.RequestUri!.AbsolutePath) is not { } earlier
        )
        {
            return;
        }

        var refusal = earlier.Again();
        if (
            !scheme.AnswersOneChallenge
            && await scheme
                .AnswerAsync(request, refusal, ChallengeFor(scheme, refusal), cancellationToken)
                .ConfigureAwait(false)
            && scheme.FingerprintOf(request) != fingerprint
        )
        {
            return;
        }

        refusal.Notes.Add("the same credentials were refused twice here, and are not sent a third time");
        throw Failure(refusal);
    }

    private async ValueTask<(ClientScheme? Scheme, Challenge? Challenge)?> NextAsync(
        ClientScheme? sent,
        Challenge? answered,
        Refusal refusal
    )
    {
        if (_attempts.Count >= MostAttempts)
        {
            refusal.Notes.Add("this was tried often enough");
            return null;
        }

        if (!body.CanRepeat)
        {
            refusal.Notes.Add(
                "the body was a stream that has been sent, and is longer than what is kept (BufferLimit), so that it cannot be sent again"
            );
            return null;
        }

        if (RefusalWait.For(refusal, request.Method) is { } delay)
        {
            return await WaitAsync(sent, answered, refusal, delay).ConfigureAwait(false);
        }

        foreach (var (scheme, challenge) in Candidates.For(origin.Schemes, sent, refusal))
        {
            if (!_spent.Contains(scheme) && await AnswersAsync(scheme, refusal, challenge).ConfigureAwait(false))
            {
                ClientLog.Answering(
                    origin.Logger,
                    request.Method.Method,
                    origin.Address,
                    refusal.Cause.Id,
                    scheme.Name,
                    string.Join(", ", refusal.Challenges.Select(offered => offered.Scheme))
                );
                return (scheme, challenge);
            }

            _spent.Add(scheme);
        }

        return null;
    }

    private async ValueTask<(ClientScheme?, Challenge?)?> WaitAsync(
        ClientScheme? sent,
        Challenge? answered,
        Refusal refusal,
        TimeSpan delay
    )
    {
        var most = origin.Options.MaximumWait;
        if (_waited + delay > most)
        {
            refusal.Notes.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the server asks for a wait of {delay.TotalSeconds:0.#} s, and a request waits {most.TotalSeconds:0.#} s at most (MaximumWait)"
                )
            );
            return null;
        }

        _waited += delay;
        await Task.Delay(delay, origin.Clock, cancellationToken).ConfigureAwait(false);
        if (sent is { AnswersOneChallenge: false, Kind: not CredentialKind.Token } && answered is not null)
        {
            // What answered a challenge a moment ago goes once more, without another challenge.
            return (sent, answered);
        }

        origin.Remove(request);
        if (origin.Prepare(request, out var scheme) == Preparation.Later)
        {
            await scheme!.PrepareAsync(request, cancellationToken).ConfigureAwait(false);
        }

        return (scheme, null);
    }

    private async ValueTask<bool> AnswersAsync(ClientScheme scheme, Refusal refusal, Challenge challenge)
    {
        origin.Remove(request, except: scheme);
        if (!await scheme.AnswerAsync(request, refusal, challenge, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        if (scheme.FingerprintOf(request) is not { } fingerprint)
        {
            return true;
        }

        if (scheme.Kind == CredentialKind.Password)
        {
            _turn ??= await origin.Unproven.EnterAsync(fingerprint, cancellationToken).ConfigureAwait(false);
        }

        // By the path too: there are servers that name another realm each time, or none.
        var earlier =
            origin.Refused.InRealm(fingerprint, challenge.Realm)
            ?? origin.Refused.AtPath(fingerprint, request.RequestUri!.AbsolutePath);
        if (earlier is null)
        {
            return true;
        }

        _barredBy = earlier;

        refusal.Notes.Add($"the same {scheme.Name} credentials were refused twice here, and are not sent a third time");
        scheme.Remove(request);
        return false;
    }

    private async ValueTask AcceptAsync(ClientScheme? scheme, Challenge? challenge, HttpResponseMessage response)
    {
        if (scheme is null)
        {
            return;
        }

        // A server that says 404 to everybody has not looked at the credentials.
        var bound = _attempts.Exists(attempt => attempt.Refusal.IsDisguised) ? 400 : 500;
        var isGood = (int)response.StatusCode < bound;
        var isNews = origin.Refused.Any || challenge is not null || _turn is not null;
        if (isGood && isNews && scheme.FingerprintOf(request) is { } fingerprint)
        {
            origin.Refused.Accept(fingerprint);
            if (scheme.Kind == CredentialKind.Password)
            {
                origin.Unproven.Prove(fingerprint);
            }
        }

        if (_attempts.Count > 0)
        {
            ClientTelemetry.Recovered(origin.Client, _attempts[0].Refusal.Cause);
            _activity?.SetTag(ClientTelemetry.OutcomeTag, "recovered");
        }
        else
        {
            ClientTelemetry.Saved(origin.Client, scheme.Name);
        }

        if (isGood && challenge is not null)
        {
            origin.Took(scheme);
        }

        if (scheme.WantsToSee(response) && (isGood || scheme.AnswersOneChallenge))
        {
            await scheme.AcceptAsync(request, response, cancellationToken).ConfigureAwait(false);
        }
    }

    private Refusal Note(ClientScheme? scheme, Challenge? challenge, Refusal read)
    {
        var refusal = read with
        {
            Earlier = [.. _attempts.Where(attempt => attempt.Scheme == scheme).Select(attempt => attempt.Refusal)],
            Detail = RepeatedSecrets.AreIn(read.Detail, request) ? "" : read.Detail,
            Reference = read.Reference is { } given && RepeatedSecrets.AreIn(given, request) ? null : read.Reference,
        };
        var fingerprint = scheme?.FingerprintOf(request);
        var attempt = new FlowAttempt(scheme, challenge is not null, fingerprint, refusal);
        if (RefusedSecrets.Condemns(attempt) && fingerprint is { } refused)
        {
            // An older answer that was refused counts once its secret turns out to be at fault.
            var times =
                1 + _attempts.Count(earlier => earlier.Fingerprint == fingerprint && !RefusedSecrets.Condemns(earlier));
            for (var i = 0; i < times; i++)
            {
                origin.Refused.Add(
                    refused,
                    challenge?.Realm ?? Candidates.RealmOf(scheme!, refusal),
                    request.RequestUri!.AbsolutePath,
                    refusal
                );
            }

            origin.Unproven.Doubt(refused);
        }

        _attempts.Add(attempt);
        _activity ??= ClientTelemetry.Activities.StartActivity("authenticate", ActivityKind.Client);
        _activity?.SetTag(ClientTelemetry.CauseTag, _attempts[0].Refusal.Cause.Id);
        _activity?.SetTag(ClientTelemetry.AttemptsTag, _attempts.Count);
        ClientTelemetry.Refused(origin.Client, refusal.Cause);
        ClientLog.Refused(
            origin.Logger,
            request.Method.Method,
            origin.Address,
            (int)refusal.Status,
            refusal.Cause.Id,
            attempt.Describe()
        );
        return refusal;
    }

    // What may be handed back is kept, read so far that its connection is free: the flow may have to wait for that.
    private async ValueTask KeepAsync(HttpResponseMessage response, Refusal refusal)
    {
        var isKept =
            IsOthers(refusal)
            || (!origin.Options.ThrowOnRefusal && (_kept is null || ReferenceEquals(Telling(), refusal)));
        if (!isKept)
        {
            response.Dispose();
            return;
        }

        _kept?.Dispose();
        _kept = response;
        await PeekedContent
            .PeekAsync(response, ProblemBody.MaximumLength, origin.Clock, cancellationToken)
            .ConfigureAwait(false);
    }

    private HttpResponseMessage GiveUp(Refusal refusal)
    {
        if (!IsOthers(refusal) || _barredBy is not null)
        {
            _activity?.SetStatus(ActivityStatusCode.Error, refusal.Cause.Id);
            _activity?.SetTag(ClientTelemetry.OutcomeTag, "failed");
            if (origin.Options.ThrowOnRefusal)
            {
                throw Failure(refusal);
            }
        }

        var answer = _kept!;
        _kept = null;
        return answer;
    }

    // What an application says in its own words: that it is asked too often, or whatever a stranger is told.
    private static bool IsOthers(Refusal refusal) =>
        refusal.IsDisguised || refusal is { Status: HttpStatusCode.TooManyRequests, Explained: false };

    // The first refusal that had something to tell about what was sent; else the first that had something to tell at all.
    private Refusal Telling()
    {
        var refusals = _attempts.Where(attempt => attempt.Scheme is not null).DefaultIfEmpty(_attempts[0]).ToList();
        return (
            refusals.Find(attempt => attempt.Refusal.Explained)
            ?? refusals.Find(attempt => attempt.Refusal.Challenges.Count > 0)
            ?? refusals[0]
        ).Refusal;
    }

    private AuthenticationFailedException Failure(Refusal last)
    {
        var telling = _barredBy ?? (_attempts.Count > 0 ? Telling() : last);
        ClientLog.GivingUp(origin.Logger, request.Method.Method, origin.Address, telling.Cause.Id);
        return new AuthenticationFailedException(
            new AuthenticationFailure
            {
                Cause = telling.Cause,
                Method = request.Method.Method,
                Address = request.RequestUri!,
                Status = telling.Status,
                Detail = telling.Detail,
                Reference = telling.Reference ?? last.Reference,
                Challenges = telling.Challenges,
                Tried = [.. _attempts.Select(attempt => attempt.Describe())],
                Notes = [.. last.Notes],
                RetryAfter = last.RetryAfter ?? telling.RetryAfter,
            }
        );
    }

    private static Challenge ChallengeFor(ClientScheme scheme, Refusal refusal) =>
        refusal.Challenges.FirstOrDefault(challenge => scheme.StrengthFor(challenge) > 0)
        ?? Challenge.Create(scheme.Name);

    private void End()
    {
        _turn?.Dispose();
        _activity?.Dispose();
        _kept?.Dispose();
    }
}
