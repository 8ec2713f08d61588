using System.Net;

namespace Gatehouse.Decisions.Admission;

/// <summary>Names of clients by confirmed reverse look-up: the name's own addresses must include the client's.</summary>
public interface IHostNames
{
    /// <summary>
    /// The confirmed name of an address in lower case, or null where it has none or none is known in time. Answered from
    /// memory where possible.
    /// </summary>
    ValueTask<string?> NameOfAsync(IPAddress address, CancellationToken cancellationToken);
}
