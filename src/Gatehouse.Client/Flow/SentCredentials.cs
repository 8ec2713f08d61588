using Gatehouse.Client.Schemes;

namespace Gatehouse.Client.Flow;

/// <summary>What a refused request carried, as far as it tells the cause.</summary>
/// <param name="Scheme">The scheme's name; null where it carried no credentials.</param>
/// <param name="Kind">What they are; of no meaning where there are none.</param>
internal readonly record struct SentCredentials(string? Scheme, CredentialKind Kind)
{
    /// <summary>A request without credentials.</summary>
    public static SentCredentials None => default;
}
