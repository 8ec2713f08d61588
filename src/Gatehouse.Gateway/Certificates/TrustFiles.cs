using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Gatehouse.Decisions.Schemes.Certificate;
using Gatehouse.Gateway.Configuration;

namespace Gatehouse.Gateway.Certificates;

/// <summary>
/// The trust in client certificates as its files have it, read again within a second when one of them changes. Where one
/// is missing or cannot be read the trust is closed, never what it was: whom it revoked since nobody knows.
/// </summary>
internal sealed class TrustFiles : IAsyncDisposable
{
    private const long Longest = 64 * 1024 * 1024;
    private const string CertificateLabel = "CERTIFICATE";
    private const string ListLabel = "X509 CRL";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly string _authorities;
    private readonly IReadOnlyList<string>? _lists;
    private readonly Action<string> _log;
    private readonly ITimer _timer;
    private FileMark[] _marks;
    private volatile CertificateTrust _current;
    private int _looking;

    public TrustFiles(string authorities, IReadOnlyList<string>? lists, TimeProvider time, Action<string> log)
    {
        _authorities = authorities;
        _lists = lists;
        _log = log;
        _marks = Marks();
        _current = Read();
        Report(_current);
        _timer = time.CreateTimer(static files => ((TrustFiles)files!).Look(), this, Interval, Interval);
    }

    public CertificateTrust Current => _current;

    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    private void Look()
    {
        if (Interlocked.Exchange(ref _looking, 1) == 1)
        {
            return;
        }

        try
        {
            var marks = Marks();
            if (!marks.AsSpan().SequenceEqual(_marks))
            {
                _marks = marks;
                _current = Read();
                _log("The files of client-certificates have changed, and were read again.");
                Report(_current);
            }
        }
        finally
        {
            Volatile.Write(ref _looking, 0);
        }
    }

    private void Report(CertificateTrust trust)
    {
        if (trust.Problem is { } problem)
        {
            _log($"Client certificates cannot be judged, and what needs them is closed: {problem}.");
        }
    }

    private FileMark[] Marks() => [FileMark.Of(_authorities), .. (_lists ?? []).Select(FileMark.Of)];

    private CertificateTrust Read()
    {
        try
        {
            var lists = new List<RevocationList>();
            foreach (var file in _lists ?? [])
            {
                foreach (var der in Blocks(file, ListLabel))
                {
                    if (RevocationList.TryRead(der, Path.GetFileName(file)) is not { } list)
                    {
                        return CertificateTrust.Closed(
                            $"{file} holds no revocation list that can be relied on: it is none, has no end, or is only a part of one"
                        );
                    }

                    lists.Add(list);
                }
            }

            return CertificateTrust.Of(
                Blocks(_authorities, CertificateLabel).Select(der => X509CertificateLoader.LoadCertificate(der.Span)),
                _lists is null ? null : lists
            );
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return CertificateTrust.Closed(exception.Message.TrimEnd('.'));
        }
    }

    // A file in PEM, with any number of blocks, or one thing in DER.
    private static List<ReadOnlyMemory<byte>> Blocks(string file, string label)
    {
        if (new FileInfo(file).Length > Longest)
        {
            throw new IOException($"{file} is longer than 64 MiB");
        }

        var octets = File.ReadAllBytes(file);
        var blocks = new List<ReadOnlyMemory<byte>>();
        var text = Encoding.Latin1.GetString(octets).AsSpan();
        while (PemEncoding.TryFind(text, out var fields))
        {
            if (text[fields.Label].SequenceEqual(label))
            {
                blocks.Add(Convert.FromBase64String(text[fields.Base64Data].ToString()));
            }

            text = text[fields.Location.End..];
        }

        return blocks.Count > 0 ? blocks
            : octets is [0x30, ..] ? [octets]
            : throw new IOException($"{file} holds nothing in PEM that is called {label}, and is no DER file");
    }
}
