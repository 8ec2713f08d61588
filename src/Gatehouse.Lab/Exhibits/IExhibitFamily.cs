using Gatehouse.Lab.Hands;

namespace Gatehouse.Lab.Exhibits;

/// <summary>The exhibits that share a family of causes, and the helping hands that their clients need.</summary>
internal interface IExhibitFamily
{
    /// <summary>The exhibits.</summary>
    IEnumerable<Exhibit> Exhibits();

    /// <summary>The helping hands.</summary>
    IEnumerable<Hand> Hands() => [];
}
