using System.Security.Cryptography;
using System.Text;
using Gatehouse.Decisions.Routes;
using Gatehouse.Decisions.Schemes;
using Gatehouse.Decisions.Schemes.Session;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Lab.Exhibits;

/// <summary>Routes as exhibits need them.</summary>
internal static class ExhibitRoutes
{
    /// <summary>The exhibit's path and everything below it, for those who present one of these schemes.</summary>
    public static Route For(Cause cause, params IScheme[] schemes) => At("/" + cause.Id + "/**", schemes);

    /// <summary>A path, for those who present one of these schemes.</summary>
    public static Route At(string path, params IScheme[] schemes) =>
        new()
        {
            Name = path,
            Path = PathPattern.TryParse(path, out var pattern, out var reason)
                ? pattern
                : throw new ArgumentException(reason, nameof(path)),
            Schemes = schemes,
            // What one exhibit has verified is not taken for verified at another.
            CredentialSpace = BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(path))),
            OffersSession = schemes.Any(scheme => scheme is SessionScheme),
        };
}
