using Gatehouse.Lab.Hands;
using Gatehouse.Lab.Saml;
using Gatehouse.Lab.Steps;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Lab.Exhibits;

/// <summary>Sign-ins at a SAML identity provider whose answer cannot be taken.</summary>
internal sealed class SamlExhibits(LabParts parts) : IExhibitFamily
{
    private readonly SamlProvider _provider = new(() => parts.Addresses[LabPlace.Main], parts.Clock);

    /// <inheritdoc/>
    public IEnumerable<Hand> Hands() =>
        [
            new(
                "saml",
                SamlOrder.About,
                context =>
                    new(
                        SamlOrder.Read(context.Request.Query) is { } order && KnowsSite(order.Cause)
                            ? _provider.Write(order)
                            : null
                    )
            ),
        ];

    /// <inheritdoc/>
    public IEnumerable<Exhibit> Exhibits() =>
        [
            Of(
                Causes.Saml.ResponseInvalid,
                "The identity provider's answer belongs to no sign-in that was begun here, as where it is begun from a bookmark at the provider.",
                "Begins at the site, which sends it to the provider.",
                [Pen(Causes.Saml.ResponseInvalid, "request=_bookmarked"), Post(Causes.Saml.ResponseInvalid)]
            ),
            Of(
                Causes.Saml.SignatureInvalid,
                "The identity provider signs with a new key that the site was not told of.",
                "Tells whoever runs the site, which has to load the provider's metadata anew.",
                SignIn(Causes.Saml.SignatureInvalid, "&tamper=other-key")
            ),
            Of(
                Causes.Saml.Expired,
                "The identity provider's answer is valid for five minutes, and is posted after ten.",
                "Begins again, and finishes without a pause.",
                SignIn(Causes.Saml.Expired, "&age=10m")
            ),
            Of(
                Causes.Saml.AudienceMismatch,
                "The identity provider has made its answer for another site, under whose name it knows this one.",
                "Tells whoever runs the site; its name at the provider has to be put right.",
                SignIn(Causes.Saml.AudienceMismatch, "&audience=https%3A%2F%2Fother.example%2Fsaml")
            ),
            Of(
                Causes.Saml.Replayed,
                "The page that posts the identity provider's answer is loaded again, and posts the same answer.",
                "Begins again; an answer works once.",
                [.. SignIn(Causes.Saml.Replayed), Post(Causes.Saml.Replayed).Note("the same once more")]
            ),
        ];

    private Exhibit Of(Cause cause, string scene, string client, LabStep[] provoke)
    {
        var site = new Lazy<SamlServiceProvider>(() => new SamlServiceProvider(parts, cause, _provider));
        return new()
        {
            Cause = cause,
            Scene = scene,
            Client = client,
            Handler = context => site.Value.HandleAsync(context),
            Provoke = [.. provoke[..^1], provoke[^1].Expect(cause.Status)],
            Cure = SignIn(cause),
        };
    }

    private static bool KnowsSite(string cause) => Causes.Find(cause) is { Family: "saml" };

    private static LabStep[] SignIn(Cause cause, string wish = "") =>
        [
            Ask.Get($"/{cause.Id}/sign-in").Keep("request", "Location", "&request=").Expect(302),
            Pen(cause, "request={request}" + wish),
            Post(cause),
        ];

    private static LabStep Pen(Cause cause, string wish) =>
        Ask.Get($"/_lab/saml?cause={cause.Id}&form=true&{wish}").Keep("response").Note("at the provider");

    private static LabStep Post(Cause cause) =>
        Ask.Post($"/{cause.Id}/{SamlSite.AnswersBelow}", $"{SamlNames.Field}={{response}}").Note("back at the site");
}
