namespace Gatehouse.Gateway.Configuration;

/// <summary>How letters leave (<c>mail</c>): for links to a new password.</summary>
public sealed record MailConfiguration
{
    /// <summary>The sender's mail address.</summary>
    public required string From { get; init; }

    /// <summary>The mail server's host, or null where letters go into <see cref="Folder"/>.</summary>
    public string? Host { get; init; }

    /// <summary>The mail server's port.</summary>
    public int Port { get; init; } = 587;

    /// <summary>Whether STARTTLS is asked for (RFC 3207). Default: yes.</summary>
    public bool Tls { get; init; } = true;

    /// <summary>The user name at the mail server, or null.</summary>
    public string? User { get; init; }

    /// <summary>The password at the mail server, or null.</summary>
    public SecretValue? Password { get; init; }

    /// <summary>The folder that takes the letters as files, for development; or null.</summary>
    public string? Folder { get; init; }
}
