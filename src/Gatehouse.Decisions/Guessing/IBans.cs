using System.Net;

namespace Gatehouse.Decisions.Guessing;

/// <summary>Which addresses may not come for a while.</summary>
public interface IBans
{
    /// <summary>The ban that stands against an address now, or null. From memory, without a lock.</summary>
    Ban? Find(IPAddress address, DateTimeOffset now);
}
