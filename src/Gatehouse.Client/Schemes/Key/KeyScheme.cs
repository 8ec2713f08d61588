using Gatehouse.Client.Flow;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Client.Schemes.Key;

/// <summary>A key in a field of its own, or behind a word in <c>Authorization</c>. It goes with every request: no challenge is waited for.</summary>
internal sealed class KeyScheme(KeyPlace place, string value) : ClientScheme
{
    private readonly CredentialFingerprint _fingerprint = CredentialFingerprint.Of("key", place.Field, value);

    /// <inheritdoc/>
    public override string Name => place.Scheme ?? place.Field;

    /// <inheritdoc/>
    public override int Strength => SchemeStrength.Key;

    /// <inheritdoc/>
    public override CredentialKind Kind => CredentialKind.Key;

    /// <inheritdoc/>
    public override Preparation Prepare(HttpRequestMessage request)
    {
        // A key that the program set itself is left alone.
        if (!request.Headers.NonValidated.Contains(place.Field))
        {
            request.Headers.TryAddWithoutValidation(place.Field, value);
        }

        return Preparation.Added;
    }

    /// <inheritdoc/>
    public override int StrengthFor(Challenge challenge) =>
        place.Scheme is { } scheme && challenge.Is(scheme) ? Strength : 0;

    /// <inheritdoc/>
    public override ValueTask<bool> AnswerAsync(
        HttpRequestMessage request,
        Refusal refusal,
        Challenge challenge,
        CancellationToken cancellationToken
    )
    {
        if (request.Headers.NonValidated.Contains(place.Field))
        {
            refusal.Notes.Add("there is no other key");
            return ValueTask.FromResult(false);
        }

        Prepare(request);
        return ValueTask.FromResult(true);
    }

    /// <inheritdoc/>
    public override void Remove(HttpRequestMessage request)
    {
        if (request.Headers.NonValidated.TryGetValues(place.Field, out var values))
        {
            foreach (var line in values)
            {
                if (ReferenceEquals(line, value))
                {
                    request.Headers.Remove(place.Field);
                    return;
                }
            }
        }
    }

    /// <inheritdoc/>
    public override CredentialFingerprint? FingerprintOf(HttpRequestMessage request) =>
        request.Headers.NonValidated.Contains(place.Field) ? _fingerprint : null;
}
