using Gatehouse.Gateway.Configuration.Values;

namespace Gatehouse.Gateway.Configuration.Sections;

internal sealed class ProviderRolesSection : Section<ProviderRolesConfiguration>
{
    private static readonly ConfigurationKeyOf<string> Claim = ConfigurationKeyOf<string>.WithDefault(
        "claim",
        Kinds.Text,
        "groups",
        "The claim whose values are mapped, of the ID token or else of userinfo; dots lead into objects: `realm_access.roles`.",
        "groups"
    );

    private static readonly ConfigurationKeyOf<IReadOnlyDictionary<string, string>> Map = ConfigurationKeyOf<
        IReadOnlyDictionary<string, string>
    >.Required(
        "map",
        new MapKind<string>(Kinds.Text, new ReferenceKind("roles", Kinds.Role), mayBeEmpty: false),
        new Dictionary<string, string>(StringComparer.Ordinal),
        "The role that each value gives. A value that is not named gives none.",
        "{ idp-admins: admin }"
    );

    public override string Title => "providers.NAME.roles";

    public override string Doc =>
        "How roles come from what a provider says of a person, at sign-in and at each renewal. They come on top of the user's own.";

    public override IReadOnlyList<ConfigurationKey> Keys { get; } = [Claim, Map];

    protected override ProviderRolesConfiguration Bind(SectionReading reading) =>
        new(reading.Get(Claim), reading.Get(Map));
}
