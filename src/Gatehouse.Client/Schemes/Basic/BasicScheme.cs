using System.Text;
using Gatehouse.Client.Flow;
using Gatehouse.Protocol.Basic;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Client.Schemes.Basic;

/// <summary>
/// Basic (RFC 7617). The first request waits for the challenge; behind it, what lies beside and below a path that took the
/// password gets it unasked (section 2.2).
/// </summary>
internal sealed class BasicScheme(PasswordSource source, BasicOptions options) : ClientScheme
{
    private const string BasicName = "Basic";
    private const string Utf8 = "UTF-8";
    private const int MostSpaces = 32;

    // Encoded once a password; in Latin-1 where the server was found to want that.
    private volatile BasicField? _field;
    private volatile string[] _spaces = options.SendUnasked ? ["/"] : [];

    /// <inheritdoc/>
    public override string Name => BasicName;

    /// <inheritdoc/>
    public override int Strength => SchemeStrength.Basic;

    /// <inheritdoc/>
    public override CredentialKind Kind => CredentialKind.Password;

    /// <inheritdoc/>
    public override bool HasAtHand => source.TryGet(out _);

    /// <inheritdoc/>
    public override Preparation Prepare(HttpRequestMessage request)
    {
        if (!IsInSpace(request.RequestUri!.AbsolutePath))
        {
            return Preparation.Nothing;
        }

        if (!source.TryGet(out var credential))
        {
            return options.SendUnasked ? Preparation.Later : Preparation.Nothing;
        }

        AuthorizationField.Set(request, FieldOf(credential, isLatin: false).Value);
        return Preparation.Added;
    }

    /// <inheritdoc/>
    public override async ValueTask PrepareAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var asked = RequestOf(request, null, Causes.Credentials.Missing);
        if (await source.GetAsync(asked, cancellationToken).ConfigureAwait(false) is { } credential)
        {
            AuthorizationField.Set(request, FieldOf(credential, isLatin: false).Value);
        }
    }

    /// <inheritdoc/>
    public override int StrengthFor(Challenge challenge) => challenge.Is(BasicName) ? Strength : 0;

    /// <inheritdoc/>
    public override async ValueTask<bool> AnswerAsync(
        HttpRequestMessage request,
        Refusal refusal,
        Challenge challenge,
        CancellationToken cancellationToken
    )
    {
        if (!AuthorizationField.TryGet(request, BasicName, out var sent))
        {
            var first = await source
                .GetAsync(RequestOf(request, challenge.Realm, Causes.Credentials.Missing), cancellationToken)
                .ConfigureAwait(false);
            return Put(request, refusal, first, isLatin: false);
        }

        if (_field is not { } field || field.Value != sent)
        {
            // Another request has found better credentials meanwhile.
            return source.TryGet(out var held) && Put(request, refusal, held, isLatin: false);
        }

        // RFC 7617 section 2.1: without charset nobody knows which octets an accented letter is. Old servers mean Latin-1.
        if (
            !field.IsLatin
            && BasicField.DiffersInLatin(field.Credential)
            && !Utf8.Equals(challenge["charset"], StringComparison.OrdinalIgnoreCase)
        )
        {
            return Put(request, refusal, field.Credential, isLatin: true);
        }

        var other = await source
            .RenewAsync(
                RequestOf(request, challenge.Realm, Causes.Credentials.Rejected),
                field.Credential,
                cancellationToken
            )
            .ConfigureAwait(false);
        return Put(request, refusal, other, isLatin: false);
    }

    /// <inheritdoc/>
    public override bool WantsToSee(HttpResponseMessage response) =>
        response.RequestMessage?.RequestUri is { } address && !IsInSpace(address.AbsolutePath);

    /// <inheritdoc/>
    public override ValueTask AcceptAsync(
        HttpRequestMessage request,
        HttpResponseMessage response,
        CancellationToken cancellationToken
    )
    {
        var spaces = _spaces;
        var space = RefusedCredentials.DirectoryOf(request.RequestUri!.AbsolutePath);
        if (
            (int)response.StatusCode < 500
            && spaces.Length < MostSpaces
            && AuthorizationField.TryGet(request, BasicName, out _)
            && !IsInSpace(space)
        )
        {
            // Lost to another thread, it is learnt with the next answer.
            Interlocked.CompareExchange(ref _spaces, [.. spaces, space], spaces);
        }

        return default;
    }

    /// <inheritdoc/>
    public override void Remove(HttpRequestMessage request) => AuthorizationField.Remove(request, BasicName);

    /// <inheritdoc/>
    public override CredentialFingerprint? FingerprintOf(HttpRequestMessage request) =>
        AuthorizationField.TryGet(request, BasicName, out var value)
            ? CredentialFingerprint.Of("password", value)
            : null;

    /// <inheritdoc/>
    public override void Forget() => _spaces = options.SendUnasked ? ["/"] : [];

    private bool IsInSpace(string path)
    {
        foreach (var space in _spaces)
        {
            if (path.StartsWith(space, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private bool Put(HttpRequestMessage request, Refusal refusal, PasswordCredential? credential, bool isLatin)
    {
        if (credential is null)
        {
            refusal.Notes.Add(
                refusal.Earlier.Count > 0 || AuthorizationField.IsOn(request)
                    ? "there is no other password"
                    : "nobody gives a password"
            );
            return false;
        }

        AuthorizationField.Set(request, FieldOf(credential, isLatin).Value);
        return true;
    }

    private BasicField FieldOf(PasswordCredential credential, bool isLatin)
    {
        if (_field is { } field && field.Credential == credential && (field.IsLatin || !isLatin))
        {
            return field;
        }

        var value = isLatin
            ? Convert.ToBase64String(Encoding.Latin1.GetBytes($"{credential.User}:{credential.Password}"))
            : BasicCredentials.Encode(credential.User, credential.Password);
        return _field = new BasicField(credential, isLatin, $"{BasicName} {value}");
    }

    private static SignInRequest RequestOf(HttpRequestMessage request, string? realm, Cause cause) =>
        new()
        {
            Origin = ClientOrigin.OfRequest(request.RequestUri!),
            Realm = realm,
            Cause = cause,
        };
}
