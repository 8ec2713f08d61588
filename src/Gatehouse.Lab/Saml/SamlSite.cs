namespace Gatehouse.Lab.Saml;

/// <summary>A site as its identity provider knows it.</summary>
/// <param name="EntityId">What it is called: the audience of what is made for it.</param>
/// <param name="AnswersAt">The address that answers are posted to (the assertion consumer service).</param>
internal sealed record SamlSite(string EntityId, string AnswersAt)
{
    /// <summary>The path below the site's own that answers are posted to.</summary>
    public const string AnswersBelow = "acs";

    /// <summary>The site at an address without a final slash.</summary>
    public static SamlSite At(Uri address) => new(address.AbsoluteUri, $"{address.AbsoluteUri}/{AnswersBelow}");
}
