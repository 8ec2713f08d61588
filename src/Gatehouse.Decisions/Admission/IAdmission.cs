using System.Net;
using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Routes;

namespace Gatehouse.Decisions.Admission;

/// <summary>Who may come at all, and how often: what is counted between requests. Its state is bounded.</summary>
public interface IAdmission
{
    /// <summary>
    /// Whether this client may come now. <paramref name="lease"/> is to be disposed of when the request has ended, where
    /// one is given. Null where nothing stands against the client.
    /// </summary>
    Findings.Failed? Admit(Site site, Route? route, RequestFacts facts, out IDisposable? lease);
}
