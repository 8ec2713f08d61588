using Gatehouse.Decisions.Findings;

namespace Gatehouse.Decisions.Admission;

/// <summary>Who may come at all, and how often: what is counted between requests. Its state is bounded.</summary>
public interface IAdmission
{
    /// <summary>
    /// What stands against the client of a request; null where it may come now. Its place among those in flight is held
    /// until the request has ended.
    /// </summary>
    Failed? Admit(Decision decision);

    /// <summary>What stands against the user of a request, once it is known who that is; null where nothing does.</summary>
    Failed? AdmitUser(Decision decision);
}
