using System.Reflection;
using Gatehouse.Doctor.Exchanges;

namespace Gatehouse.Doctor.Answerers;

/// <summary>Recognises products by what their answers look like. Found by its type, as rules are.</summary>
internal abstract class Recogniser
{
    private static readonly Recogniser[] All =
    [
        .. typeof(Recogniser)
            .Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Recogniser)) && !type.IsAbstract)
            .Where(type => type.GetConstructor(BindingFlags.Public | BindingFlags.Instance, []) is not null)
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => (Recogniser)Activator.CreateInstance(type)!),
    ];

    /// <summary>The products behind this answer; empty for none.</summary>
    public abstract IEnumerable<Recognition> Recognise(Exchange exchange);

    /// <summary>All that is recognised in this exchange, the surest first.</summary>
    public static IReadOnlyList<Recognition> In(Exchange exchange) =>
        exchange.Answer is null && exchange.Failure is null
            ? []
            : [.. All.SelectMany(each => each.Recognise(exchange)).OrderByDescending(known => known.Sureness)];
}
