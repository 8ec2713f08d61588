using Gatehouse.Doctor.Rules;
using Gatehouse.Doctor.ServerFiles;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Lint.Apache;

/// <summary>Limits too small for a large token or cookie, and a protection that covers what must stay open.</summary>
internal sealed class SmallFields : ApacheCheck
{
    private const int Usual = 8190;

    protected override IEnumerable<Fault> Examine(Directive root)
    {
        foreach (var limit in root.All("LimitRequestFieldSize"))
        {
            if (
                int.TryParse(limit[0], System.Globalization.CultureInfo.InvariantCulture, out var size)
                && size < Usual - 200
            )
            {
                yield return Ill(
                    limit,
                    Causes.Header.TooLarge,
                    Strength.Strong,
                    $"One field may have {limit[0]} octets at most: a token or session cookie of many groups is larger",
                    "LimitRequestFieldSize 16380"
                );
            }
        }

        foreach (
            var location in root.All("Location")
                .Where(location =>
                    location[0].StartsWith("/.well-known", StringComparison.Ordinal)
                    || location[0].StartsWith("/health", StringComparison.Ordinal)
                )
        )
        {
            var covering = location.Parent!.Children.FirstOrDefault(other =>
                other.Is("Location") && other[0] == "/" && other.Own("Require").Any(WantsUser)
            );
            if (covering is not null && !location.Own("Require").Any() && !location.Own("Satisfy").Any())
            {
                yield return Ill(
                    location,
                    Causes.Server.ProtectionUnintended,
                    Strength.Decisive,
                    $"The password of / covers {location[0]} too, which is asked without one",
                    "Require all granted"
                );
            }
        }
    }
}
