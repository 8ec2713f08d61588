using System.Collections.Concurrent;

namespace Gatehouse.Lab.Serving;

/// <summary>Where the places of this lab are; known once it listens.</summary>
internal sealed class LabAddresses
{
    private const string OtherSite = "{other-site}";

    private readonly ConcurrentDictionary<LabPlace, Uri> _addresses = new();

    /// <summary>Every place that there is, with its address.</summary>
    public IReadOnlyDictionary<LabPlace, Uri> All => _addresses;

    /// <summary>The address of a place, with its final slash.</summary>
    /// <exception cref="InvalidOperationException">This machine cannot have that place.</exception>
    public Uri this[LabPlace place]
    {
        get =>
            _addresses.TryGetValue(place, out var address)
                ? address
                : throw new InvalidOperationException($"this lab has no place {place}");
        set => _addresses[place] = value;
    }

    /// <summary>The name of a place in steps and documents: <c>{tls-expired}</c>.</summary>
    public static string NameOf(LabPlace place) =>
        string.Concat(
            place
                .ToString()
                .Select(
                    (letter, i) =>
                        i > 0 && char.IsUpper(letter)
                            ? $"-{char.ToLowerInvariant(letter)}"
                            : $"{char.ToLowerInvariant(letter)}"
                )
        );

    /// <summary>A text with the addresses, without their final slash, where their names stood in braces.</summary>
    public string Expand(string text)
    {
        if (!text.Contains('{', StringComparison.Ordinal))
        {
            return text;
        }

        foreach (var (place, address) in _addresses)
        {
            text = text.Replace(
                $"{{{NameOf(place)}}}",
                address.GetLeftPart(UriPartial.Authority),
                StringComparison.Ordinal
            );
        }

        return text.Replace(OtherSite, OtherSiteAddress(), StringComparison.Ordinal);
    }

    // Browsers tell sites by host name and not by port: under this name the second origin is another site too.
    private string OtherSiteAddress() =>
        _addresses.TryGetValue(LabPlace.Other, out var other) ? $"http://localhost:{other.Port}" : OtherSite;
}
