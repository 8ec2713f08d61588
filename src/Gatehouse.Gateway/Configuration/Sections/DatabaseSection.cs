using Gatehouse.Gateway.Configuration.Values;

namespace Gatehouse.Gateway.Configuration.Sections;

internal sealed class DatabaseSection : Section<DatabaseConfiguration>
{
    private static readonly ConfigurationKeyOf<SecretValue> Postgres = ConfigurationKeyOf<SecretValue>.Required(
        "postgres",
        Kinds.Secret,
        SecretValue.Missing("", ""),
        "The connection string of a PostgreSQL server.",
        "{ env: GATEHOUSE_DB }"
    );

    public override string Title => "database";

    public override string Doc => "Where users, keys and sessions are kept, when one machine is not enough.";

    public override IReadOnlyList<ConfigurationKey> Keys { get; } = [Postgres];

    protected override DatabaseConfiguration Bind(SectionReading reading) => new() { Postgres = reading.Get(Postgres) };
}
