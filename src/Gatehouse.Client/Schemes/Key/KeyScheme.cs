using Gatehouse.Client.Flow;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Client.Schemes.Key;

/// <summary>
/// A key in a field of its own, or behind a word in <c>Authorization</c>. It goes with every request: no challenge is
/// waited for.
/// </summary>
internal sealed class KeyScheme(KeyPlace place, KeySource source) : ClientScheme
{
    /// <inheritdoc/>
    public override string Name => place.Scheme ?? place.Field;

    /// <inheritdoc/>
    public override int Strength => SchemeStrength.Key;

    /// <inheritdoc/>
    public override CredentialKind Kind => CredentialKind.Key;

    /// <inheritdoc/>
    public override Preparation Prepare(HttpRequestMessage request)
    {
        if (source.Held is not { } held)
        {
            return Preparation.Later;
        }

        Put(request, held);
        return Preparation.Added;
    }

    /// <inheritdoc/>
    public override async ValueTask PrepareAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Put(request, await source.GetAsync(null, cancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public override int StrengthFor(Challenge challenge) =>
        challenge.Is(Name) || (place.Scheme is null && KeyPlace.IsChallengeForKeys(challenge)) ? Strength : 0;

    /// <inheritdoc/>
    public override async ValueTask<bool> AnswerAsync(
        HttpRequestMessage request,
        Refusal refusal,
        Challenge challenge,
        CancellationToken cancellationToken
    )
    {
        var refused = ValueOn(request);
        if (refused is not null && refusal.Earlier.Any(earlier => earlier.Status == refusal.Status))
        {
            refusal.Notes.Add("another key was refused too");
            return false;
        }

        var next = await source.GetAsync(refused, cancellationToken).ConfigureAwait(false);
        if (next == refused)
        {
            refusal.Notes.Add("there is no other key");
            return false;
        }

        Put(request, next);
        return true;
    }

    /// <inheritdoc/>
    public override void Remove(HttpRequestMessage request)
    {
        if (ValueOn(request) is not null)
        {
            request.Headers.Remove(place.Field);
        }
    }

    /// <inheritdoc/>
    public override CredentialFingerprint? FingerprintOf(HttpRequestMessage request) =>
        ValueOn(request) is { } value ? CredentialFingerprint.Of("key", place.Field, value) : null;

    /// <inheritdoc/>
    public override void Forget() => source.Forget();

    // A key that the program set itself is left alone.
    private void Put(HttpRequestMessage request, string value)
    {
        if (ValueOn(request) is not null)
        {
            request.Headers.Remove(place.Field);
        }

        if (!request.Headers.NonValidated.Contains(place.Field))
        {
            request.Headers.TryAddWithoutValidation(place.Field, value);
        }
    }

    // What this scheme put there: the very same text.
    private string? ValueOn(HttpRequestMessage request)
    {
        if (request.Headers.NonValidated.TryGetValues(place.Field, out var values))
        {
            foreach (var line in values)
            {
                if (source.IsItsOwn(line))
                {
                    return line;
                }
            }
        }

        return null;
    }
}
