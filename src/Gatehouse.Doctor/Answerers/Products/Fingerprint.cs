using Gatehouse.Doctor.Exchanges;

namespace Gatehouse.Doctor.Answerers.Products;

/// <summary>All that one product is recognised by.</summary>
/// <param name="Product">Its name.</param>
/// <param name="By">What on the way it is.</param>
/// <param name="Page">Its own documentation on the subject; null for none.</param>
/// <param name="Signs">Its signs. Several together make surer than each.</param>
internal sealed record Fingerprint(string Product, Answerer By, string? Page, params Sign[] Signs)
{
    private const double Surest = 0.99;

    /// <summary>The product, as far as this exchange shows it; null where it does not.</summary>
    public Recognition? In(Exchange exchange)
    {
        var shown = Signs.Where(sign => sign.Shows(exchange)).OrderByDescending(sign => sign.Sureness).ToList();
        if (shown.Count == 0)
        {
            return null;
        }

        var doubt = shown.Aggregate(1.0, (left, sign) => left * (1 - sign.Sureness));
        return new Recognition(
            Product,
            shown[0].By ?? By,
            Math.Min(Surest, 1 - doubt),
            string.Join(", ", shown.Select(sign => sign.Described)),
            Page is null ? null : new Uri(Page)
        );
    }
}
