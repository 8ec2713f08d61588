using Gatehouse.Doctor.Exchanges;

namespace Gatehouse.Doctor.Answerers.Products;

/// <summary>One thing that a product can be recognised by.</summary>
/// <param name="Described">How it is told.</param>
/// <param name="Sureness">How sure it makes, alone.</param>
/// <param name="Shows">Whether an exchange with an answer shows it.</param>
internal sealed record Sign(string Described, double Sureness, Func<Exchange, bool> Shows)
{
    /// <summary>Who answered where this is the surest sign; null for whatever the product is.</summary>
    public Answerer? By { get; init; }

    /// <summary>The same sign, where it shows only with one of these statuses.</summary>
    public Sign At(params int[] statuses) =>
        this with
        {
            Shows = exchange => statuses.Contains(exchange.Answer!.Status) && Shows(exchange),
        };

    /// <summary>The same sign, where it shows only beside another.</summary>
    public Sign With(Sign other) => this with { Shows = exchange => Shows(exchange) && other.Shows(exchange) };

    /// <summary>The same sign for somebody else's answer.</summary>
    public Sign Means(Answerer by) => this with { By = by };
}
