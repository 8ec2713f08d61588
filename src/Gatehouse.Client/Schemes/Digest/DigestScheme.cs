using System.Text;
using Gatehouse.Client.Flow;
using Gatehouse.Client.Sending;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;
using Gatehouse.Protocol.Digest;

namespace Gatehouse.Client.Schemes.Digest;

/// <summary>
/// Digest (RFC 7616). After a first success it goes ahead of challenges within the protection space. A refused nonce is
/// replaced and leaves the password; a password that was refused with a fresh nonce is.
/// </summary>
internal sealed class DigestScheme(SchemeContext context, DigestSpaces spaces, DigestOptions options) : ClientScheme
{
    private const int MostNonces = 2;

    private volatile bool _sendsOctets;
    private volatile bool _decompresses;

    /// <inheritdoc/>
    public override string Name => "Digest";

    /// <inheritdoc/>
    public override int Strength => SchemeStrength.Digest;

    /// <inheritdoc/>
    public override CredentialKind Kind => CredentialKind.Password;

    /// <inheritdoc/>
    public override bool ShowsSecret => false;

    /// <inheritdoc/>
    public override bool AnswersOneChallenge => true;

    /// <summary>Whether a name can stand in a field.</summary>
    public static bool CanSend(string user) => !user.Any(char.IsControl);

    /// <inheritdoc/>
    public override Preparation Prepare(HttpRequestMessage request)
    {
        if (spaces.Find(request.RequestUri!) is not { } session)
        {
            return Preparation.Nothing;
        }

        if (request.Content is not null && QopOf(session.Challenge, request) == DigestArithmetic.AuthInt)
        {
            return Preparation.Later;
        }

        Put(request, session, nonces: 0, bodyHash: null);
        return Preparation.Added;
    }

    /// <inheritdoc/>
    public override async ValueTask PrepareAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (spaces.Find(request.RequestUri!) is { } session)
        {
            var hash = await HashBodyAsync(request, session.Challenge, cancellationToken).ConfigureAwait(false);
            Put(request, session, nonces: 0, hash);
        }
    }

    /// <inheritdoc/>
    public override int StrengthFor(Challenge challenge) =>
        DigestChallenge.Read(challenge) is not { } asked || WhyNot(asked) is not null
            ? 0
            : asked.Algorithm.Hash switch
            {
                DigestHash.Md5 => SchemeStrength.DigestMd5,
                DigestHash.Sha256 => SchemeStrength.Digest,
                _ => SchemeStrength.Digest + 1,
            };

    /// <inheritdoc/>
    public override async ValueTask<bool> AnswerAsync(
        HttpRequestMessage request,
        Refusal refusal,
        Challenge challenge,
        CancellationToken cancellationToken
    )
    {
        if (DigestChallenge.Read(challenge) is not { } asked)
        {
            refusal.Notes.Add("the Digest challenge lacks what an answer needs, or asks for what nobody knows");
            return false;
        }

        if (WhyNot(asked) is { } reason)
        {
            refusal.Notes.Add(reason);
            return false;
        }

        var before = DigestAnswer.On(request);
        var credential = await ChooseAsync(request, refusal, asked, before, cancellationToken).ConfigureAwait(false);
        if (credential is null)
        {
            return false;
        }

        if (!CanSend(credential.User))
        {
            refusal.Notes.Add("the user's name holds a control character, which no field can carry");
            return false;
        }

        byte[]? hash = null;
        if (QopOf(asked, request) == DigestArithmetic.AuthInt)
        {
            if (!CanHash(request))
            {
                refusal.Notes.Add("the server wants the body proved (auth-int), and it is too long to be held");
                return false;
            }

            hash = await HashBodyAsync(request, asked, cancellationToken).ConfigureAwait(false);
        }

        var same = before is not null && before.Session.Credential == credential;
        Put(request, DigestSession.Begin(asked, credential), same ? before!.Nonces + 1 : 1, hash);
        return true;
    }

    /// <inheritdoc/>
    public override bool WantsToSee(HttpResponseMessage response) =>
        response.RequestMessage is not { } request
        || (
            DigestAnswer.On(request) is { } answer
            && (
                answer.Nonces > 0
                || options.RequireServerProof
                || response.Headers.NonValidated.Contains(AuthenticationInfo.FieldName)
            )
        );

    /// <inheritdoc/>
    public override async ValueTask AcceptAsync(
        HttpRequestMessage request,
        HttpResponseMessage response,
        CancellationToken cancellationToken
    )
    {
        if (DigestAnswer.On(request) is not { } answer)
        {
            return;
        }

        var info = InfoOf(response);
        var proof = info is null
            ? null
            : await ProofOfAsync(answer, info, request, response, cancellationToken).ConfigureAwait(false);
        var session = answer.Session;
        var space = spaces.For(request.RequestUri!, session.Challenge);
        if (proof is false || (proof is null && options.RequireServerProof))
        {
            space.Replace(session, next: null);
            throw new AuthenticationFailedException(
                new()
                {
                    Cause = Causes.Endpoint.WrongHost,
                    Method = request.Method.Method,
                    Address = request.RequestUri!,
                    Status = response.StatusCode,
                    Detail =
                        proof is false
                            ? "The answer's proof (rspauth) is wrong: whoever answered does not know the password, or somebody changed the answer."
                        : info?.ResponseAuth is null
                            ? "The answer holds no proof that the server knows the password (rspauth), and one is required."
                        : "The answer's proof that the server knows the password (rspauth) cannot be checked, and one is required: it covers a body that nobody asked to have covered, that came packed or not at all, or that is too long or too slow to be held.",
                }
            );
        }

        if (answer.Nonces > 0)
        {
            space.Begin(session, request.RequestUri!.AbsolutePath);
        }

        if (info?.NextNonce is { Length: > 0 } next)
        {
            space.Replace(session, session.Next(next));
        }
    }

    /// <inheritdoc/>
    public override void Remove(HttpRequestMessage request)
    {
        if (DigestAnswer.On(request) is not null)
        {
            AuthorizationField.Remove(request, Name);
            request.Options.Set(DigestAnswer.Key, null);
        }
    }

    /// <inheritdoc/>
    public override CredentialFingerprint? FingerprintOf(HttpRequestMessage request) =>
        DigestAnswer.On(request)?.Session.Fingerprint;

    /// <inheritdoc/>
    public override void Configure(SocketsHttpHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        var others = handler.RequestHeaderEncodingSelector;
        try
        {
            // Realms and names are octets, and go back as they came.
            handler.RequestHeaderEncodingSelector = (name, request) =>
                name.Equals(AuthorizationField.Name, StringComparison.OrdinalIgnoreCase)
                    ? Encoding.Latin1
                    : others?.Invoke(name, request);
            _sendsOctets = true;
        }
        catch (InvalidOperationException)
        {
            // It has sent requests already: what needs more than ASCII is not answered then.
        }

        _decompresses = handler.AutomaticDecompression != System.Net.DecompressionMethods.None;
    }

    /// <inheritdoc/>
    public override void Forget() => spaces.Clear();

    private static AuthenticationInfo? InfoOf(HttpResponseMessage response)
    {
        if (response.Headers.NonValidated.TryGetValues(AuthenticationInfo.FieldName, out var values))
        {
            foreach (var value in values)
            {
                return AuthenticationInfo.Read(value);
            }
        }

        return null;
    }

    private string? WhyNot(DigestChallenge asked) =>
        asked.Algorithm.Hash == DigestHash.Md5 && !options.AllowMd5
            ? "the server offers Digest with MD5 alone, which this client is told not to answer"
        : asked.IsLegacy && !options.AllowLegacy
            ? "the server offers Digest without qop (RFC 2069), which this client is told not to answer"
        : !_sendsOctets && !Ascii.IsValid(asked.Realm)
            ? "the realm holds characters that this chain of handlers cannot send back"
        : null;

    /// <summary>The password to answer with; null, with a note, where there is none that was not refused.</summary>
    private async ValueTask<PasswordCredential?> ChooseAsync(
        HttpRequestMessage request,
        Refusal refusal,
        DigestChallenge asked,
        DigestAnswer? before,
        CancellationToken cancellationToken
    )
    {
        var signIn = new SignInRequest
        {
            Origin = ClientOrigin.OfRequest(request.RequestUri!),
            Realm = asked.RealmText,
            Cause = Causes.Credentials.Missing,
        };
        if (before is null)
        {
            var first = await spaces.Source.GetAsync(signIn, cancellationToken).ConfigureAwait(false);
            if (first is null)
            {
                refusal.Notes.Add("nobody gives a user and password");
            }

            return first;
        }

        // What was sent ahead may have met a server that has forgotten its nonces since; a fresh nonce leaves the password.
        if (asked.IsStale || before.Nonces == 0)
        {
            if (before.Nonces < MostNonces)
            {
                return before.Session.Credential;
            }

            refusal.Notes.Add("the server calls every nonce stale, the one that it has just given too");
            return null;
        }

        var refused = before.Session;
        spaces.Find(request.RequestUri!, refused.Challenge.Realm)?.Drop(refused.Fingerprint);
        var next = await spaces.Source.RenewAsync(signIn, refused.Credential, cancellationToken).ConfigureAwait(false);
        if (next is null)
        {
            refusal.Notes.Add("the password was refused with a fresh nonce, and there is no other");
        }

        return next;
    }

    private bool CanHash(HttpRequestMessage request) =>
        request.Content is null
        || request.Content is RecordedContent { IsKept: true }
        || request.Content.Headers.ContentLength <= context.BufferLimit;

    private string? QopOf(DigestChallenge challenge, HttpRequestMessage request) =>
        challenge.QopFor(options.ProtectBodies && (!challenge.OffersAuth || CanHash(request)));

    private async ValueTask<byte[]?> HashBodyAsync(
        HttpRequestMessage request,
        DigestChallenge challenge,
        CancellationToken cancellationToken
    )
    {
        if (request.Content is null || !CanHash(request))
        {
            return null;
        }

        var hash = challenge.Algorithm.Hash;
        if (DigestAnswer.On(request) is { Sent: { BodyHash: { } known, Algorithm.Hash: var by } } && by == hash)
        {
            return known;
        }

        var body = await request.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        return DigestArithmetic.BodyHash(hash, body);
    }

    private void Put(HttpRequestMessage request, DigestSession session, int nonces, byte[]? bodyHash)
    {
        var challenge = session.Challenge;
        var sent = challenge.InputFor(
            QopOf(challenge, request),
            session.ClientNonce,
            session.Count(),
            request.Method.Method,
            request.RequestUri!.PathAndQuery
        ) with
        {
            BodyHash = bodyHash,
        };
        var answer = challenge.Answer(session.Credential.User, session.Secret, sent, asciiOnly: !_sendsOctets);
        AuthorizationField.Set(request, ChallengeWriter.Write(answer));
        request.Options.Set(DigestAnswer.Key, new(session, sent, nonces));
    }

    private async ValueTask<bool?> ProofOfAsync(
        DigestAnswer answer,
        AuthenticationInfo info,
        HttpRequestMessage request,
        HttpResponseMessage response,
        CancellationToken cancellationToken
    )
    {
        var sent = answer.Sent;
        if (info.ResponseAuth is not null && info.CoversBody)
        {
            // What is proved is the body on the wire, which nobody has once it was unpacked, or where none was sent. Whoever
            // did not prove a body of its own is not made to hold one by the other side (RFC 7616 section 3.5).
            if (
                sent.Qop != DigestArithmetic.AuthInt
                || _decompresses
                || request.Method == HttpMethod.Head
                || await ReadBodyAsync(response, cancellationToken).ConfigureAwait(false) is not { } body
            )
            {
                return null;
            }

            sent = sent with { BodyHash = DigestArithmetic.BodyHash(sent.Algorithm.Hash, body.Head) };
        }

        return info.Proves(answer.Session.Secret, sent);
    }

    /// <summary>The answer's body, which whoever reads it later gets from its beginning; null where it does not end within what is held.</summary>
    private async ValueTask<PeekedContent?> ReadBodyAsync(
        HttpResponseMessage response,
        CancellationToken cancellationToken
    )
    {
        var content = response.Content;
        if (content.Headers.ContentLength > context.BufferLimit)
        {
            return null;
        }

        var body = await PeekedContent
            .PeekAsync(response, context.BufferLimit, context.Clock, cancellationToken)
            .ConfigureAwait(false);
        return body.IsWhole ? body : null;
    }
}
