using Gatehouse.Lab.Wire;

namespace Gatehouse.Lab.Proxies;

/// <summary>An answer that the cache keeps.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="At">When it came.</param>
/// <param name="Until">Until when it is given out again.</param>
internal sealed record KeptAnswer(WireAnswer Answer, DateTimeOffset At, DateTimeOffset Until);
