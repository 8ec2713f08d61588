using Gatehouse.Gateway.Configuration.Values;

namespace Gatehouse.Gateway.Configuration.Sections;

internal sealed class RequirementSection : Section<RequirementConfiguration>
{
    private static readonly ConfigurationKeyOf<IReadOnlyList<string>> Roles = ConfigurationKeyOf<
        IReadOnlyList<string>
    >.WithDefault(
        "roles",
        new ListKind<string>(new ReferenceKind("roles", Kinds.Role), mayBeEmpty: false),
        [],
        "One of these roles.",
        "[admin]"
    );

    private static readonly ConfigurationKeyOf<IReadOnlyList<string>> Scopes = ConfigurationKeyOf<
        IReadOnlyList<string>
    >.WithDefault(
        "scopes",
        new ListKind<string>(new ScopeKind(), mayBeEmpty: false),
        [],
        "All of these scopes; a person's permission of the same name meets one.",
        "[orders:read]"
    );

    private static readonly ConfigurationKeyOf<IReadOnlyList<string>> Permissions = ConfigurationKeyOf<
        IReadOnlyList<string>
    >.WithDefault(
        "permissions",
        new ListKind<string>(new ScopeKind(), mayBeEmpty: false),
        [],
        "All of these permissions, which roles give.",
        "[orders:write]"
    );

    private static readonly ConfigurationKeyOf<TimeSpan> Fresh = ConfigurationKeyOf<TimeSpan>.Optional(
        "fresh",
        Kinds.Duration(TimeSpan.FromSeconds(10), TimeSpan.FromDays(30)),
        "A sign-in not older than this; an older one is asked to sign in again (RFC 9470).",
        "5m"
    );

    private static readonly ConfigurationKeyOf<int> Factor = ConfigurationKeyOf<int>.WithDefault(
        "factor",
        new IntegerKind(1, 2),
        1,
        "So many factors: 2 asks for a second one (RFC 9470).",
        "2"
    );

    public override string Title => "routes[].require";

    public override string Doc => "What is asked of a principal. Every kind that is named must be met.";

    public override IReadOnlyList<ConfigurationKey> Keys { get; } = [Roles, Scopes, Permissions, Fresh, Factor];

    protected override RequirementConfiguration Bind(SectionReading reading) =>
        new()
        {
            Roles = reading.Get(Roles),
            Scopes = reading.Get(Scopes),
            Permissions = reading.Get(Permissions),
            Fresh = reading.FindValue(Fresh),
            Factor = reading.Get(Factor),
        };
}
