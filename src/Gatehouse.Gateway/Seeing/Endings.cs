using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Gatehouse.Decisions.Journal;
using Gatehouse.Decisions.Keys;
using Gatehouse.Decisions.Seeing;
using Gatehouse.Gateway.Configuration;

namespace Gatehouse.Gateway.Seeing;

/// <summary>Everything of a site that ends at a known instant.</summary>
internal static class Endings
{
    private const int LongestName = 64;

    /// <summary>What the keys of the store end at, and when those that live on were last used.</summary>
    public static IEnumerable<Ending> OfKeys(IEnumerable<KeyRecord> keys, DateTimeOffset now)
    {
        foreach (var key in keys)
        {
            // One that was rotated ends because its owner wants it to.
            if (key.RevokedAt is not null || key.RotatedTo is not null || key.ExpiresAt <= now)
            {
                continue;
            }

            var words = $"The key {key.Id} of {key.UserName} ({SafeText.Escape(key.Name, LongestName)})";
            if (key.ExpiresAt is { } end)
            {
                yield return new Ending(EndingKind.Key, key.Id, words, end);
            }

            yield return new Ending(EndingKind.UnusedKey, key.Id, words, key.LastUsedAt ?? key.CreatedAt);
        }
    }

    /// <summary>What the files of a configuration end at; what cannot be read is told elsewhere.</summary>
    public static IEnumerable<Ending> OfFiles(GatehouseConfiguration configuration)
    {
        if (configuration.Certificate is { } certificate)
        {
            foreach (var one in Certificates(certificate.File).Take(1))
            {
                yield return new Ending(
                    EndingKind.Certificate,
                    certificate.File,
                    $"The server certificate {certificate.File}",
                    one.NotAfter
                );
            }
        }

        if (configuration.ClientCertificates?.Authorities is { } authorities)
        {
            foreach (var (thumbprint, subject, end) in Certificates(authorities))
            {
                yield return new Ending(
                    EndingKind.Authority,
                    thumbprint,
                    $"The authority {SafeText.Escape(subject, 2 * LongestName)} in {authorities}",
                    end
                );
            }
        }

        foreach (var provider in configuration.Providers.Values.Where(provider => provider.KeySetFile is not null))
        {
            foreach (var (thumbprint, key, end) in KeySet(provider.KeySetFile!))
            {
                yield return new Ending(
                    EndingKind.ProviderKey,
                    thumbprint,
                    $"The certificate of the key {SafeText.Escape(key, LongestName)} of provider {provider.Name}",
                    end
                );
            }
        }
    }

    private static List<(string Thumbprint, string Subject, DateTimeOffset NotAfter)> Certificates(string file)
    {
        try
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPemFile(file);
            return [.. certificates.Select(Read)];
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return [];
        }
    }

    // The first certificate of a chain is that of the key (RFC 7517 section 4.7).
    private static List<(string Thumbprint, string Key, DateTimeOffset NotAfter)> KeySet(string file)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            var found = new List<(string, string, DateTimeOffset)>();
            foreach (var key in document.RootElement.GetProperty("keys").EnumerateArray())
            {
                if (key.TryGetProperty("x5c", out var chain))
                {
                    var (thumbprint, subject, end) = Read(
                        X509CertificateLoader.LoadCertificate(chain[0].GetBytesFromBase64())
                    );
                    found.Add((thumbprint, key.TryGetProperty("kid", out var id) ? id.ToString() : subject, end));
                }
            }

            return found;
        }
        catch (Exception exception)
            when (exception
                    is IOException
                        or UnauthorizedAccessException
                        or CryptographicException
                        or JsonException
                        or FormatException
                        or InvalidOperationException
                        or KeyNotFoundException
                        or IndexOutOfRangeException
            )
        {
            return [];
        }
    }

    private static (string Thumbprint, string Subject, DateTimeOffset NotAfter) Read(X509Certificate2 certificate)
    {
        using (certificate)
        {
            return (
                certificate.GetCertHashString(HashAlgorithmName.SHA256),
                certificate.Subject,
                new DateTimeOffset(certificate.NotAfter.ToUniversalTime())
            );
        }
    }
}
