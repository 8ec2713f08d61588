namespace Gatehouse.Doctor.Intake.CommandLines;

/// <summary>What a pasted command line tells beside its request.</summary>
public sealed record CommandLine
{
    /// <summary>The program: <c>curl</c>, <c>wget</c>, <c>http</c> or <c>powershell</c>.</summary>
    public required string Program { get; init; }

    /// <summary>Whose rules of quoting were applied.</summary>
    public ShellDialect Dialect { get; init; }

    /// <summary>What the shell does to it.</summary>
    public IReadOnlyList<ShellRemark> Remarks { get; init; } = [];

    /// <summary>Whether redirects are followed.</summary>
    public bool Follows { get; init; }

    /// <summary>Whether credentials are sent on to other hosts (<c>--location-trusted</c>).</summary>
    public bool SendsCredentialsOn { get; init; }

    /// <summary>The scheme that was chosen, in small letters; <c>any</c> where the program chooses; null for the program's usual one.</summary>
    public string? Scheme { get; init; }

    /// <summary>The user that was given beside the fields (<c>-u</c>); null where there was none.</summary>
    public string? User { get; init; }

    /// <summary>The user's password; null where only a name was given.</summary>
    public string? Password { get; init; }

    /// <summary>Whether the program sends these credentials only after a challenge.</summary>
    public bool WaitsForChallenge { get; init; }

    /// <summary>Whether credentials come from a file of hosts and passwords (<c>--netrc</c>).</summary>
    public bool Netrc { get; init; }

    /// <summary>The forward proxy; null where none was given.</summary>
    public string? Proxy { get; init; }

    /// <summary>Whether credentials for the proxy were given.</summary>
    public bool ProxyUser { get; init; }

    /// <summary>Whether a client certificate goes along.</summary>
    public bool ClientCertificate { get; init; }

    /// <summary>Another place to connect to than the host of the address (<c>--resolve</c>, <c>--connect-to</c>).</summary>
    public string? ConnectsTo { get; init; }

    /// <summary>Names of fields that the line removes or sends empty (<c>-H 'Authorization:'</c>).</summary>
    public IReadOnlyList<string> RemovedFields { get; init; } = [];

    /// <summary>Field lines without a colon, or with a broken name, as they were given.</summary>
    public IReadOnlyList<string> BrokenFields { get; init; } = [];

    /// <summary>Options whose file was not read.</summary>
    public IReadOnlyList<string> Unread { get; init; } = [];
}
