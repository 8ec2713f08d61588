namespace Gatehouse.Gateway.Configuration;

/// <summary>Where users, keys and sessions are kept (<c>database</c>).</summary>
public sealed record DatabaseConfiguration
{
    /// <summary>SQLite in the data folder: the default.</summary>
    public static DatabaseConfiguration Sqlite { get; } = new();

    /// <summary>The connection string of a PostgreSQL server, or null for SQLite.</summary>
    public SecretValue? Postgres { get; init; }
}
