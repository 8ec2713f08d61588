using System.Text.Json;
using System.Text.RegularExpressions;
using Gatehouse.Doctor.Diagnoses;
using Gatehouse.Doctor.Exchanges;

namespace Gatehouse.Doctor.Contacts;

/// <summary>Finds out whom to write to, from what was seen alone.</summary>
public static partial class ContactFinder
{
    private const int Searched = 64 * 1024;
    private const int Longest = 200;

    private static readonly string[] Members =
    [
        "contact",
        "contact_url",
        "support",
        "support_url",
        "support_email",
        "help",
        "help_url",
    ];

    /// <summary>The places to ask, the best first: the answer's own, the site's security.txt (RFC 9116), the product's page.</summary>
    public static IReadOnlyList<ContactPoint> In(Examination examination)
    {
        var answers = examination
            .File.Exchanges.Where(exchange =>
                exchange is { Answer: not null } && exchange.Intent != ProbeIntent.Metadata
            )
            .ToList();
        return
        [
            .. answers
                .Where(exchange => exchange.Intent != ProbeIntent.Contact && exchange.Answer!.Status >= 300)
                .SelectMany(exchange => OfAnswer(exchange.Answer!))
                .Concat(
                    answers.Where(SecurityText.IsOne).SelectMany(exchange => SecurityText.In(exchange.Answer!.Body))
                )
                .Concat(
                    examination
                        .Products.Where(product => product.Page is not null)
                        .Select(product => new ContactPoint(
                            product.Page!.AbsoluteUri,
                            $"what {product.Product} says about it"
                        ))
                )
                .Where(contact => contact.Address.Length is > 0 and <= Longest)
                .DistinctBy(contact => contact.Address, StringComparer.Ordinal)
                .Take(6),
        ];
    }

    private static IEnumerable<ContactPoint> OfAnswer(Answer answer)
    {
        if (answer.MediaType.EndsWith("json", StringComparison.Ordinal))
        {
            foreach (var address in OfObject(answer.Body))
            {
                yield return new ContactPoint(address, $"the answer itself");
            }
        }

        var text = answer.Body.Length > Searched ? answer.Body[..Searched] : answer.Body;
        foreach (var match in Mail().Matches(text).Take(2))
        {
            yield return new ContactPoint("mailto:" + match.Groups["address"].Value, $"the answer itself");
        }
    }

    private static IEnumerable<string> OfObject(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ?
                [
                    .. document
                        .RootElement.EnumerateObject()
                        .Where(member =>
                            Members.Contains(member.Name, StringComparer.OrdinalIgnoreCase)
                            && member.Value.ValueKind == JsonValueKind.String
                        )
                        .Select(member => member.Value.GetString()!)
                        .Where(IsAddress),
                ]
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static bool IsAddress(string text) =>
        !text.Contains(' ', StringComparison.Ordinal)
        && (
            text.StartsWith("https://", StringComparison.Ordinal)
            || text.StartsWith("http://", StringComparison.Ordinal)
            || text.Contains('@', StringComparison.Ordinal)
        );

    [GeneratedRegex(
        @"mailto:(?<address>[A-Za-z0-9._+\-]{1,64}@[A-Za-z0-9.\-]{1,100}\.[A-Za-z]{2,20})",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Mail();
}
