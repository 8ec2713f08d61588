using Gatehouse.Client.Flow;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Client.Schemes.Bearer;

/// <summary>
/// Access tokens (RFC 6750), with a proof of possession where the token asks for one (RFC 9449). A token goes with every
/// request; no request goes without.
/// </summary>
internal sealed class BearerScheme(SharedKeeper shared) : ClientScheme
{
    private const string BearerName = "Bearer";
    private const string DpopName = "DPoP";
    private const string Error = "error";

    /// <inheritdoc/>
    public override string Name => shared.Prover is null ? BearerName : DpopName;

    /// <inheritdoc/>
    public override int Strength => shared.Prover is null ? SchemeStrength.Bearer : SchemeStrength.Dpop;

    /// <inheritdoc/>
    public override CredentialKind Kind => CredentialKind.Token;

    /// <inheritdoc/>
    public override Preparation Prepare(HttpRequestMessage request)
    {
        if (!shared.Keeper.TryGet(out var token))
        {
            return shared.Keeper.NeedsChallenge ? Preparation.Nothing : Preparation.Later;
        }

        Put(request, token);
        return Preparation.Added;
    }

    /// <inheritdoc/>
    public override async ValueTask PrepareAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Put(request, await shared.Keeper.GetAsync(cancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public override int StrengthFor(Challenge challenge) =>
        challenge.Is(BearerName) || (shared.Prover is not null && challenge.Is(DpopName)) ? Strength : 0;

    /// <inheritdoc/>
    public override async ValueTask<bool> AnswerAsync(
        HttpRequestMessage request,
        Refusal refusal,
        Challenge challenge,
        CancellationToken cancellationToken
    )
    {
        if (TokenOn(request) is not { } refused)
        {
            return await FirstAsync(request, refusal, challenge, cancellationToken).ConfigureAwait(false);
        }

        // Where Bearer is offered too, its challenge comes without an error (RFC 9449 section 7.2).
        if (shared.Prover is not null && refusal.Challenges.Any(other => other[Error] is "use_dpop_nonce"))
        {
            Put(request, refused);
            return true;
        }

        var next = await NextAsync(request, refused, refusal, challenge, cancellationToken).ConfigureAwait(false);
        if (next is null || next.Value == refused.Value)
        {
            return false;
        }

        Put(request, next);
        return true;
    }

    /// <inheritdoc/>
    public override bool WantsToSee(HttpResponseMessage response) => shared.Prover is not null;

    /// <inheritdoc/>
    public override ValueTask AcceptAsync(
        HttpRequestMessage request,
        HttpResponseMessage response,
        CancellationToken cancellationToken
    )
    {
        shared.Prover?.See(response);
        return default;
    }

    /// <inheritdoc/>
    public override void SeeRefusal(HttpResponseMessage response) => shared.Prover?.See(response);

    /// <inheritdoc/>
    public override void Remove(HttpRequestMessage request)
    {
        AuthorizationField.Remove(request, BearerName);
        AuthorizationField.Remove(request, DpopName);
        if (shared.Prover is not null)
        {
            request.Headers.Remove(DpopName);
        }
    }

    /// <inheritdoc/>
    public override CredentialFingerprint? FingerprintOf(HttpRequestMessage request) =>
        TokenOn(request) is { } token ? CredentialFingerprint.Of("token", token.Value) : null;

    /// <inheritdoc/>
    public override void Dispose()
    {
        shared.Dispose();
        base.Dispose();
    }

    private async ValueTask<bool> FirstAsync(
        HttpRequestMessage request,
        Refusal refusal,
        Challenge challenge,
        CancellationToken cancellationToken
    )
    {
        var token = shared.Keeper.NeedsChallenge
            ? await DiscoverAsync(request, challenge, cancellationToken).ConfigureAwait(false)
            : await shared.Keeper.GetAsync(cancellationToken).ConfigureAwait(false);
        if (token is null)
        {
            refusal.Notes.Add("the server names no authorization server that is allowed");
            return false;
        }

        Put(request, token);
        return true;
    }

    private async ValueTask<AccessToken?> NextAsync(
        HttpRequestMessage request,
        AccessToken refused,
        Refusal refusal,
        Challenge challenge,
        CancellationToken cancellationToken
    )
    {
        if (NeedsOf(challenge) is { } needs)
        {
            if (refusal.Earlier.Any(earlier => earlier.Cause == refusal.Cause))
            {
                return Without(refusal, "a token with what was asked for was refused for the same reason");
            }

            return await shared.Keeper.WidenAsync(refused, needs, cancellationToken).ConfigureAwait(false)
                ?? Without(refusal, "no token with what is asked for may or can be got");
        }

        if (TokenRemedies.IsBeyondRenewal(refusal.Cause))
        {
            return Without(
                refusal,
                $"another token of the {shared.Keeper.Origin} would be refused for the same reason"
            );
        }

        if (refusal.Earlier.Any(TokenRemedies.IsOfTheTokenItself))
        {
            return Without(refusal, "a new token was refused too");
        }

        return await shared.Keeper.RenewAsync(refused, cancellationToken).ConfigureAwait(false)
            ?? await DiscoverAsync(request, challenge, cancellationToken).ConfigureAwait(false)
            ?? Without(refusal, $"the {shared.Keeper.Origin} gives no other token");
    }

    private async ValueTask<AccessToken?> DiscoverAsync(
        HttpRequestMessage request,
        Challenge challenge,
        CancellationToken cancellationToken
    ) =>
        Uri.TryCreate(challenge["resource_metadata"], UriKind.Absolute, out var metadata)
            ? await shared.Keeper.DiscoverAsync(request.RequestUri!, metadata, cancellationToken).ConfigureAwait(false)
            : null;

    private static AccessToken? Without(Refusal refusal, string note)
    {
        refusal.Notes.Add(note);
        return null;
    }

    private static TokenNeeds? NeedsOf(Challenge challenge) =>
        challenge[Error] switch
        {
            "insufficient_scope" => new TokenNeeds(ScopesOf(challenge)),
            "insufficient_user_authentication" => new TokenNeeds(
                ScopesOf(challenge),
                challenge["acr_values"],
                uint.TryParse(
                    challenge["max_age"],
                    System.Globalization.NumberStyles.None,
                    System.Globalization.CultureInfo.InvariantCulture,
                    out var seconds
                )
                    ? TimeSpan.FromSeconds(seconds)
                    : null
            )
            {
                StepsUp = true,
            },
            _ => null,
        };

    private static string[] ScopesOf(Challenge challenge) =>
        challenge["scope"]?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    private AccessToken? TokenOn(HttpRequestMessage request)
    {
        if (
            !AuthorizationField.TryGet(request, BearerName, out var value)
            && !AuthorizationField.TryGet(request, DpopName, out value)
        )
        {
            return null;
        }

        if (shared.Keeper.TryGet(out var current) && ReferenceEquals(current.FieldValue, value))
        {
            return current;
        }

        var blank = value.IndexOf(' ', StringComparison.Ordinal);
        return new AccessToken(value[(blank + 1)..], type: value[..blank]);
    }

    private void Put(HttpRequestMessage request, AccessToken token)
    {
        AuthorizationField.Set(request, token.FieldValue);
        if (shared.Prover is not null && token.Type.Equals(DpopName, StringComparison.OrdinalIgnoreCase))
        {
            shared.Prover.Apply(request, token.Value);
        }
    }
}
