using System.Security.Cryptography;
using Dapper;
using Gatehouse.Decisions.Keyring;
using Gatehouse.Storage.Sqlite;

namespace Gatehouse.Storage.Keyring;

/// <summary>The site's own keys.</summary>
internal sealed class KeyringTable(ReadPool readers, Writer writer, TimeProvider timeProvider)
{
    public async ValueTask<IReadOnlyList<SiteKey>> ListAsync(KeyPurpose purpose, CancellationToken cancellationToken)
    {
        var keys = List(purpose);
        if (keys.Count > 0)
        {
            return keys;
        }

        await writer.WriteAsync(
            scope =>
                // Asked again under the lock: another process may have made the first one meanwhile.
                scope.Scalar<long>("SELECT count(*) FROM site_key WHERE purpose = @name", new { name = Name(purpose) })
                > 0
                    ? null
                    : Add(scope, purpose),
            cancellationToken
        );
        return List(purpose);
    }

    public ValueTask<SiteKey> RotateAsync(KeyPurpose purpose, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            scope =>
            {
                scope.RaiseWord();
                return Add(scope, purpose);
            },
            cancellationToken
        );

    private List<SiteKey> List(KeyPurpose purpose) =>
        readers.Read(
            purpose,
            static (session, wanted) =>
            {
                using var rows = session.Connection.ExecuteReader(
                    "SELECT id, material, created_at FROM site_key WHERE purpose = @name ORDER BY id DESC",
                    new { name = Name(wanted) }
                );
                List<SiteKey> keys = [];
                while (rows.Read())
                {
                    keys.Add(new(rows.GetInt64(0), wanted, (byte[])rows.GetValue(1), UnixTime.To(rows.GetInt64(2))));
                }

                return keys;
            }
        );

    private SiteKey Add(WriteScope scope, KeyPurpose purpose)
    {
        var material = NewMaterial(purpose);
        var at = UnixTime.From(timeProvider.GetUtcNow());
        var id = scope.Scalar<long>(
            "INSERT INTO site_key (purpose, material, created_at) VALUES (@name, @material, @at) RETURNING id",
            new
            {
                name = Name(purpose),
                material,
                at,
            }
        );
        return new(id, purpose, material, UnixTime.To(at));
    }

    private static byte[] NewMaterial(KeyPurpose purpose)
    {
        switch (purpose)
        {
            case KeyPurpose.Reference:
                return RandomNumberGenerator.GetBytes(16);
            case KeyPurpose.Journal:
            case KeyPurpose.Cookie:
                return RandomNumberGenerator.GetBytes(32);
            case KeyPurpose.Assertion:
                using (var key = ECDsa.Create(ECCurve.NamedCurves.nistP256))
                {
                    return key.ExportPkcs8PrivateKey();
                }
            default:
                throw new ArgumentOutOfRangeException(nameof(purpose), purpose, "There is no such purpose.");
        }
    }

    private static string Name(KeyPurpose purpose) =>
        purpose switch
        {
            KeyPurpose.Reference => "reference",
            KeyPurpose.Assertion => "assertion",
            KeyPurpose.Journal => "journal",
            KeyPurpose.Cookie => "cookie",
            _ => throw new ArgumentOutOfRangeException(nameof(purpose), purpose, "There is no such purpose."),
        };
}
