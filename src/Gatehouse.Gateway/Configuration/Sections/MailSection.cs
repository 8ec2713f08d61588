using System.Globalization;
using Gatehouse.Gateway.Configuration.Values;

namespace Gatehouse.Gateway.Configuration.Sections;

internal sealed class MailSection : Section<MailConfiguration>
{
    private const int UsualPort = 587;

    private static readonly ConfigurationKeyOf<string> From = ConfigurationKeyOf<string>.Required(
        "from",
        new ContactKind(),
        "",
        "The sender's mail address.",
        "gatehouse@example.com"
    );

    private static readonly ConfigurationKeyOf<string> Smtp = ConfigurationKeyOf<string>.Optional(
        "smtp",
        Kinds.Text,
        "The mail server: a host name, with `:port` where it is not 587.",
        "mail.example.com:587"
    );

    private static readonly ConfigurationKeyOf<bool> Tls = ConfigurationKeyOf<bool>.WithDefault(
        "tls",
        Kinds.Boolean,
        true,
        "Whether the connection to the mail server is encrypted (STARTTLS, RFC 3207).",
        "true"
    );

    private static readonly ConfigurationKeyOf<string> User = ConfigurationKeyOf<string>.Optional(
        "user",
        Kinds.Text,
        "The user name at the mail server.",
        "gatehouse"
    );

    private static readonly ConfigurationKeyOf<SecretValue> Password = ConfigurationKeyOf<SecretValue>.Optional(
        "password",
        Kinds.Secret,
        "The password at the mail server.",
        "{ file: ./mail-password }"
    );

    private static readonly ConfigurationKeyOf<string> Folder = ConfigurationKeyOf<string>.Optional(
        "folder",
        new FileKind(mustExist: false),
        "A folder that takes the letters as files, in place of a mail server: for development.",
        "./mail"
    );

    public override string Title => "mail";

    public override string Doc => "How letters leave: links to a new password for people who have forgotten theirs.";

    public override IReadOnlyList<ConfigurationKey> Keys { get; } = [From, Smtp, Tls, User, Password, Folder];

    protected override MailConfiguration Bind(SectionReading reading)
    {
        var from = reading.Get(From);
        if (from.Contains("://", StringComparison.Ordinal))
        {
            reading.Error(From, "mail-from-invalid", $"`{reading.PathOf(From)}` must be a mail address.");
        }

        var smtp = reading.Find(Smtp);
        var folder = reading.Find(Folder);
        if (smtp is null == folder is null)
        {
            reading.Error(
                smtp is null ? From : Folder,
                "mail-way",
                "`mail` needs either `smtp` or `folder`: letters leave one way."
            );
        }

        var (host, port) = HostAndPort(smtp);
        if (smtp is not null && (host is null || port is <= 0 or > 65535))
        {
            reading.Error(Smtp, "mail-smtp-invalid", $"`{reading.PathOf(Smtp)}` must be a host name, or host:port.");
        }

        return new()
        {
            From = from,
            Host = host,
            Port = port,
            Tls = reading.Get(Tls),
            User = reading.Find(User),
            Password = reading.Find(Password),
            Folder = folder,
        };
    }

    private static (string? Host, int Port) HostAndPort(string? smtp)
    {
        if (smtp is null)
        {
            return (null, UsualPort);
        }

        var colon = smtp.LastIndexOf(':');
        var host = colon < 0 ? smtp : smtp[..colon];
        var known = Uri.CheckHostName(host.Trim('[', ']')) != UriHostNameType.Unknown;
        var port =
            colon < 0 ? UsualPort
            : int.TryParse(smtp.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var given)
                ? given
            : 0;
        return (known ? host : null, port);
    }
}
