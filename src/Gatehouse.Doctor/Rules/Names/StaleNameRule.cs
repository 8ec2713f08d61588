using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Names;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Names;

/// <summary>
/// This machine takes the host's name for another address than the zone's own servers do. That alone is common where the
/// answer depends on who asks; it is the cause where the two addresses do not answer alike.
/// </summary>
[Names("dns.stale")]
internal sealed class StaleNameRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            file.Note<NameFindings>() is not { Differ: true } names
            || file.First(ProbeIntent.Supplied) is not { } first
            || first.Answer is { IsSuccess: true }
        )
        {
            yield break;
        }

        var here = string.Join(", ", names.Here);
        var zone = string.Join(", ", names.ByZone);
        if (names.Here.Count == 0)
        {
            yield return Of(
                names,
                Strength.Moderate,
                $"This machine finds no address for {names.Host}, and {names.ZoneServer}, a server of the zone {names.Zone}, gives {zone}"
            );
            yield break;
        }

        var there = file.First(ProbeIntent.ZoneAddress);
        var compared = first.Request is { CarriesCredential: true }
            ? file.First(ProbeIntent.Anonymous) ?? first
            : first;
        if (there?.Answer is null)
        {
            // Where nobody answers at the zone's address it is hardly the right one.
            yield return Of(
                names,
                there is null ? Strength.Weak : Strength.Against,
                $"This machine takes {names.Host} for {here}; {names.ZoneServer}, a server of the zone {names.Zone}, gives {zone}"
            );
            yield break;
        }

        var same = Likeness.Same(there, compared);
        yield return Of(
            names,
            same ? Strength.Against
                : names.ByHand is not null || compared.Answer is null ? Strength.Decisive
                : compared.Answer.Status != there.Answer.Status && there.Answer.Status < 500 ? Strength.Decisive
                : Strength.Moderate,
            same
                ? (FormattableString)
                    $"This machine takes {names.Host} for {here} and the zone {names.Zone} gives {zone}, but both answer alike"
                : $"This machine takes {names.Host} for {here}; {names.ZoneServer}, a server of the zone {names.Zone}, gives {zone}, and there the answer is another ({there.Answer.Status})"
        ) with
        {
            Source = there.Source,
        };
    }

    private static Clue Of(NameFindings names, Strength strength, FormattableString because) =>
        new(Causes.Dns.Stale, strength, because)
        {
            Remedy = names.ByHand is { } line
                ? (FormattableString)$"Take the name out of {line}"
                : $"Forget the old address: resolvectl flush-caches (systemd-resolved), nscd -i hosts (nscd), systemctl restart dnsmasq (dnsmasq), sudo dscacheutil -flushcache; sudo killall -HUP mDNSResponder (macOS), ipconfig /flushdns (Windows), chrome://net-internals/#dns (Chromium)",
            RemedyBy = Party.Caller,
        };
}
