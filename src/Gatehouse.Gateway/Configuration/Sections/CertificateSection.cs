using Gatehouse.Gateway.Configuration.Values;

namespace Gatehouse.Gateway.Configuration.Sections;

internal sealed class CertificateSection : Section<CertificateConfiguration>
{
    private static readonly ConfigurationKeyOf<string> File = ConfigurationKeyOf<string>.Required(
        "file",
        new FileKind(),
        "",
        "The PEM file of the server certificate, followed by its chain.",
        "site.pem"
    );

    private static readonly ConfigurationKeyOf<string> Key = ConfigurationKeyOf<string>.Required(
        "key",
        new FileKind(),
        "",
        "The PEM file of its private key.",
        "site.key"
    );

    public override string Title => "certificate";

    public override string Doc => "The server certificate of the https listen addresses.";

    public override IReadOnlyList<ConfigurationKey> Keys { get; } = [File, Key];

    protected override CertificateConfiguration Bind(SectionReading reading) =>
        new()
        {
            File = reading.Get(File),
            Key = reading.Get(Key),
            Location = reading.Location,
        };
}
