using Gatehouse.Decisions;
using Gatehouse.Decisions.Admission;
using Gatehouse.Decisions.Findings;

namespace Gatehouse.Gateway.Configuration.Reloading;

/// <summary>Admission that counts nothing: what lists and limits lose is compared as it is written.</summary>
internal sealed class EveryoneComes : IAdmission
{
    public static EveryoneComes Instance { get; } = new();

    public Failed? Admit(Decision decision) => null;

    public Failed? AdmitUser(Decision decision) => null;
}
