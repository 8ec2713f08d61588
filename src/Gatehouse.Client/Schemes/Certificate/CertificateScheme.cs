using System.Security.Cryptography.X509Certificates;
using Gatehouse.Client.Flow;
using Gatehouse.Client.Telemetry;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Client.Schemes.Certificate;

/// <summary>
/// A client certificate (RFC 8446 section 4.4.2). It belongs to connections and not to requests: nothing is put on them, and
/// no challenge asks for it.
/// </summary>
internal sealed class CertificateScheme : ClientScheme
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromHours(12);

    private readonly SchemeContext _context;
    private readonly Func<X509Certificate2?> _certificate;
    private readonly TimeSpan _warnBefore;
    private readonly ITimer _looking;
    private volatile bool _isOffered;
    private string? _warned;

    /// <summary>Makes one.</summary>
    /// <exception cref="ArgumentException">An origin is of plain http.</exception>
    public CertificateScheme(SchemeContext context, Func<X509Certificate2?> certificate, CertificateOptions options)
    {
        if (context.Origins.FirstOrDefault(origin => origin.Scheme != Uri.UriSchemeHttps) is { } plain)
        {
            throw new ArgumentException(
                $"A client certificate needs https: {plain} has no place for it.",
                nameof(context)
            );
        }

        (_context, _certificate, _warnBefore) = (context, certificate, options.WarnBefore);
        _looking = context.Clock.CreateTimer(
            static scheme => ((CertificateScheme)scheme!).LookQuietly(),
            this,
            TimeSpan.Zero,
            BetweenLooks
        );
    }

    /// <inheritdoc/>
    public override string Name => "Certificate";

    /// <inheritdoc/>
    public override int Strength => SchemeStrength.Certificate;

    /// <inheritdoc/>
    public override CredentialKind Kind => CredentialKind.Certificate;

    /// <inheritdoc/>
    public override bool ShowsSecret => false;

    /// <inheritdoc/>
    public override bool AnswersOneChallenge => true;

    /// <inheritdoc/>
    public override Preparation Prepare(HttpRequestMessage request) =>
        _isOffered ? Preparation.Nothing : Preparation.Later;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">Nobody offers the certificate.</exception>
    public override ValueTask PrepareAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw new InvalidOperationException(
            "The client certificate would not be offered: the innermost handler is no SocketsHttpHandler."
        );

    /// <inheritdoc/>
    public override int StrengthFor(Challenge challenge) => 0;

    /// <inheritdoc/>
    public override ValueTask<bool> AnswerAsync(
        HttpRequestMessage request,
        Refusal refusal,
        Challenge challenge,
        CancellationToken cancellationToken
    ) => ValueTask.FromResult(false);

    /// <inheritdoc/>
    public override void Remove(HttpRequestMessage request) { }

    /// <inheritdoc/>
    public override CredentialFingerprint? FingerprintOf(HttpRequestMessage request) => null;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The handler has sent requests already.</exception>
    public override void Configure(SocketsHttpHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        var others = handler.SslOptions.LocalCertificateSelectionCallback;
        var program = handler.SslOptions.ClientCertificates;
        handler.SslOptions.LocalCertificateSelectionCallback = (sender, host, local, remote, issuers) =>
            IsMine(host) ? Look()
            : others is not null ? others(sender, host, local, remote, issuers)
            // As it is without any callback: what the program has set for all hosts.
            : program is { Count: > 0 } ? program[0]
            : null!;
        _isOffered = true;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _looking.Dispose();
        base.Dispose();
    }

    private bool IsMine(string host)
    {
        foreach (var origin in _context.Origins)
        {
            if (origin.IdnHost.Equals(host, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private X509Certificate2 Look()
    {
        var certificate = _certificate();
        if (certificate is not null)
        {
            Warn(certificate);
        }

        return certificate!;
    }

    // Nobody is there to catch anything on a timer's thread, and a program may have disposed of its certificate.
    private void LookQuietly()
    {
        try
        {
            Look();
        }
        catch (Exception exception)
        {
            ClientLog.CertificateUnseen(_context.Logger, exception, _context.Origins[0]);
        }
    }

    private void Warn(X509Certificate2 certificate)
    {
        var endsAt = new DateTimeOffset(certificate.NotAfter.ToUniversalTime());
        if (
            endsAt - _context.Clock.GetUtcNow() > _warnBefore
            || Interlocked.Exchange(ref _warned, certificate.Thumbprint) == certificate.Thumbprint
        )
        {
            return;
        }

        _context.SessionEnding(
            new(_context.Client, _context.Origins[0], endsAt, "The client certificate ends, and nobody has renewed it.")
        );
    }
}
