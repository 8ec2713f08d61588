#if !NET10_0_OR_GREATER
namespace Gatehouse.Client;

/// <summary>An object to lock on: .NET 8 has no type of its own for that.</summary>
internal sealed class Lock;
#endif
