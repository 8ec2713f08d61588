using Gatehouse.Lab.Exhibits;

namespace Gatehouse.Lab.Serving;

/// <summary>An order to refuse.</summary>
/// <param name="Exhibit">As this exhibit does.</param>
/// <param name="Left">So many requests; <see cref="int.MaxValue"/> for all.</param>
internal sealed record RefusalOrder(Exhibit Exhibit, int Left);
