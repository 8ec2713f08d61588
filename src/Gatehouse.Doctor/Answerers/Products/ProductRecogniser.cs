using Gatehouse.Doctor.Exchanges;

namespace Gatehouse.Doctor.Answerers.Products;

/// <summary>Recognises the products of one family by their fingerprints.</summary>
internal abstract class ProductRecogniser : Recogniser
{
    /// <summary>The family's fingerprints.</summary>
    protected abstract IReadOnlyList<Fingerprint> Fingerprints { get; }

    public override IEnumerable<Recognition> Recognise(Exchange exchange) =>
        exchange.Answer is null
            ? []
            : Fingerprints.Select(fingerprint => fingerprint.In(exchange)).OfType<Recognition>();
}
